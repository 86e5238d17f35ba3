using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.Library;
using Accel.HlsEmit.Vectors;
using Accel.Tests.Explore.Store;
using Accel.Tests.HlsEmit.Rtl;

namespace Accel.Tests.HlsEmit.Emission;

/// <summary>The bench of every emitted design, on an engine that does one thing wrong at a time.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class BenchTests
{
    private static readonly ProductShape[] Shapes = [new(5, 1, 1), new(1, 1, 1), new(300, 1, 1), new(3, 1, 1)];

    [Test]
    public void Bench_OfAnEngineWithoutFault_Passes([Values(false, true)] bool isVerilator)
    {
        string output = Run(0, isVerilator);
        Assert.That(output, Does.Contain($"PASS {4 * Shapes.Sum(shape => shape.M)}\n"));
        Assert.That(output.Split('\n').Count(line => line.StartsWith("CYCLES ", StringComparison.Ordinal)),
            Is.EqualTo(2 * Shapes.Length));
    }

    /// <summary>Faults: see <c>echo_engine.v</c>.</summary>
    [Test]
    public void Bench_OfAnEngineWithAFault_Fails([Range(1, 10)] int fault)
    {
        string output = Run(fault, isVerilator: false);
        Assert.That(output, Does.Contain("\nFAIL ").Or.StartsWith("FAIL "));
        Assert.That(output, Does.Not.Contain("PASS"));
    }

    private static string Run(int fault, bool isVerilator)
    {
        Engine engine = new()
        {
            Module = "echo_engine",
            Parameters = [new EngineParameter("FAULT", fault)],
            Inputs = [Engine.Command, new StreamPort("bytes", 8)],
            Output = new StreamPort("outputs", 8),
            Latency = 1,
        };
        TestVectors vectors = new(engine, [.. Shapes.Select((shape, i) => (shape, Echo(shape, new Random(i))))]);
        using TemporaryFolder folder = new();
        EmittedFile[] files =
        [
            new("tb/echo.v", TopWriter.Write("echo", engine, "An echo.")),
            new("tb/tb_echo.v", BenchWriter.Write("tb_echo", "echo", engine, vectors)),
            .. HardwareLibrary.BenchModules.Select(module => new EmittedFile($"tb/{module.FileName}", module.Text)),
            .. vectors.Files("tb"),
        ];
        EmissionFolder.Write(folder.Path, files);
        string tb = Path.Combine(folder.Path, "tb");
        File.Copy(Path.Combine(HardwareTools.Library, "..", "..", "tests", "HlsEmit", "Emission", "echo_engine.v"),
            Path.Combine(tb, "echo_engine.v"));
        string[] sources = [.. Directory.EnumerateFiles(tb, "*.v").Order(StringComparer.Ordinal)];
        if (!isVerilator)
        {
            HardwareTools.Run("iverilog", tb, ["-g2005", "-Wall", "-Wno-timescale", "-o", "a.vvp", "-s", "tb_echo",
                .. sources]);
            return HardwareTools.Run("vvp", tb, ["-n", "a.vvp"]);
        }

        HardwareTools.Run("verilator", tb, ["--binary", "--timing", "-Wno-fatal", "-Wno-lint", "-Wno-style",
            "--top-module", "tb_echo", "--Mdir", "obj", "-o", "bench", .. sources]);
        return HardwareTools.Run(Path.Combine(tb, "obj", "bench"), tb, []);
    }

    private static EngineProduct Echo(ProductShape shape, Random random)
    {
        int[] bytes = [.. Enumerable.Range(0, shape.M).Select(i => i % 50 == 49 ? 77 : i % 50 == 9 ? 8 : random.Next(256))];
        return new EngineProduct
        {
            Operands = [[.. bytes.Select(value => new BitWord().Put(value, 8))]],
            Outputs = [.. bytes.Select((value, i) => new OutputBeat(new BitWord().Put(value + 1, 8), i == shape.M - 1))],
            Cycles = shape.M,
        };
    }
}
