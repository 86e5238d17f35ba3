using System.Diagnostics;
using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Diagnostics;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Engines;
using Accel.Sim.Schedules;

namespace Accel.Bench;

/// <summary>
/// Prints how fast the cycle-stepped machine is beside the same design's Verilog under Verilator, in one run.
/// </summary>
/// <remarks>
/// Verilator compiles with -O3 and g++ with -O2; the bench with its vector files runs too, as its ports have to be
/// driven by something. The time is the whole process's, which reads the vectors first.
/// </remarks>
internal static class RtlRate
{
    private const int Repeats = 3;

    public static void Print()
    {
        Compare(Request("systolic-int8"), new ProductShape(64, 512, 64),
            () => SystolicRate.CyclesPerSecond(Dataflow.OutputStationary));
        Compare(Request("flightllm-u280"), new ProductShape(16, 256, 256), ChainRate.CyclesPerSecond);

        EmissionRequest bits = BitSerial();
        Compare(bits, new ProductShape(32, 256, 32), () => BitSerialRate(bits));
        EmissionRequest tables = Request("tellme-kv260");
        Compare(tables, new ProductShape(16, 336, 768), () => TableLookupRate(tables));
    }

    /// <summary>The machines alone that <see cref="Print"/> compares and no other bench has.</summary>
    public static void PrintMachines()
    {
        EmissionRequest bits = BitSerial();
        EmissionRequest tables = Request("tellme-kv260");
        PrintRate(bits, Best(() => BitSerialRate(bits)));
        PrintRate(tables, Best(() => TableLookupRate(tables)));
    }

    private static void PrintRate(EmissionRequest request, double rate) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{request.Design.Name}: {rate / 1e3:N1} k cycles/s (best of {Repeats})"));

    // Products long enough that the machines are compiled to the end when the best of the repeats is taken.
    private static double BitSerialRate(EmissionRequest request) => SteppedMachines.BitSerial(
        (BitSerialFabric)request.Design.Fabric, request.Weights, new ProductShape(512, 1024, 64));

    private static double TableLookupRate(EmissionRequest request) => SteppedMachines.TableLookup(
        (TableLookupFabric)request.Design.Fabric, new ProductShape(256, 672, 1536));

    /// <summary>A quarter of BitMoD's array: the whole one's C++ takes g++ longer than anyone waits.</summary>
    private static EmissionRequest BitSerial()
    {
        EmissionRequest whole = Request("bitmod-28nm");
        BitSerialFabric quarter = (BitSerialFabric)whole.Design.Fabric with { Rows = 16, Columns = 16 };
        return whole with { Design = whole.Design with { Fabric = quarter } };
    }

    private static void Compare(EmissionRequest request, ProductShape shape, Func<double> rate)
    {
        double machine = Best(rate);
        string name = request.Design.Name;
        VerilogEmission emission = VerilogEmission.Of(request with { Shapes = [shape] });
        string folder = Directory.CreateTempSubdirectory("accel-bench-").FullName;
        try
        {
            EmissionFolder.Write(Path.Combine(folder, "rtl"), emission.Files);
            double rtl = Verilated(emission, Path.Combine(folder, "rtl"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}, {shape.M} x {shape.K} x {shape.N}: stepped {machine / 1e3:N1} k cycles/s, Verilated "
                + $"{rtl / 1e3:N1} k cycles/s: {machine / rtl:G2} times"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Cycles a second of the test bench, all its runs.</summary>
    private static double Verilated(VerilogEmission emission, string folder)
    {
        Run("verilator", folder,
        [
            "--binary", "--timing", "-Wno-fatal", "-Wno-lint", "-Wno-style", "-O3", "-CFLAGS", "-O2", "--build-jobs",
            "2", "--top-module", emission.Bench, "--Mdir", "build", "-o", "bench",
            .. emission.RtlSources.Concat(emission.ModelSources).Concat(emission.BenchSources)
                .Select(source => Path.Combine(folder, source)),
        ]);
        double best = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            string output = Run(Path.Combine(folder, "build", "bench"), Path.Combine(folder, "tb"), []);
            double seconds = watch.Elapsed.TotalSeconds;
            string total = output.Split('\n').Single(line => line.StartsWith("TOTAL ", StringComparison.Ordinal));
            best = Math.Max(best, long.Parse(total.AsSpan(6), CultureInfo.InvariantCulture) / seconds);
        }

        return best;
    }

    private static double Best(Func<double> rate) => Enumerable.Range(0, Repeats).Max(_ => rate());

    private static EmissionRequest Request(string name)
    {
        DiagnosticBag diagnostics = new();
        string configs = ShippedSweep.Configs();
        ConfigLibrary library = new([configs], configs, ScheduleList.Names);
        Design design = new ScenarioLoader(new BindContext(diagnostics, library))
            .Design($"{DesignSchema.Folder}/{name}.yaml") ?? throw new InputException(diagnostics.Items);
        Precision precision = design.Precision.Over(design.Fabric.DefaultPrecision);
        return new EmissionRequest
        {
            Design = design, Weights = precision.Weights, Activations = precision.Activations, Version = "bench",
        };
    }

    private static string Run(string tool, string folder, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(tool, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        }) ?? throw new InvalidOperationException($"{tool} did not start");
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output
            : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}\n{output}{errors.Result}");
    }
}
