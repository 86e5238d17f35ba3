using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Library;
using Accel.Tests.HlsEmit.Rtl;

namespace Accel.Tests.HlsEmit.Hls.Checks;

/// <summary>Each fault that is planted in the sample kernel is found, and nothing is found without one.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class PlantedFaultsTests
{
    private const string Dependence =
        "#pragma HLS DEPENDENCE variable=totals type=inter direction=RAW distance=16 true\n";

    [Test]
    public void Sample_AsItIs_KeepsEveryRule() => Assert.That(Violations(string.Empty, string.Empty), Is.Empty);

    /// <summary>Pragmas that are right as well.</summary>
    [TestCase("#pragma HLS BIND_STORAGE variable=pairs type=ram_1p impl=bram",
        "#pragma HLS ARRAY_PARTITION variable=pairs cyclic factor=1 dim=1")]
    [TestCase("cyclic factor=4", "complete")]
    [TestCase("direction=RAW distance=16 true", "direction=RAW dependent=true distance=8")]
    [TestCase("type=ram_2p impl=uram", "type=ram_t2p impl=uram latency=3")]
    public void Sample_WithOtherPragmas_KeepsEveryRule(string one, string other) =>
        Assert.That(Violations(one, other), Is.Empty);

    // Ports.
    [TestCase("#pragma HLS ARRAY_PARTITION variable=table cyclic factor=4 dim=1\n", "",
        "'table' (sample.cpp:16): 8 reads and 0 writes of bank 0")]
    [TestCase("cyclic factor=4", "cyclic factor=2", "'table' (sample.cpp:16): 4 reads and 0 writes of bank 0")]
    [TestCase("cyclic factor=4", "block factor=4", "'table' (sample.cpp:16): 8 reads and 0 writes of bank 0")]
    [TestCase("ram_2p impl=uram", "ram_1p impl=uram", "1 reads and 1 writes of bank 0 in an iteration, more than II")]
    [TestCase("ram_2p impl=lutram", "ram_s2p impl=lutram", "2 reads and 0 writes of bank 0 in an iteration")]
    [TestCase("ram_2p impl=lutram", "rom_2p impl=lutram", "0 reads and 1 writes of bank 0 in an iteration")]
    [TestCase("II=2", "II=1", "'pairs' (sample.cpp:49): 0 reads and 2 writes of bank 0")]
    [TestCase("const word sum = sums.read();", "word sum = sums.read(); sum = sums.read(); sum = sums.read();",
        "hls::stream 'sums' is read more than 2 times")]
    [TestCase("    each_bank: for (int j = 0; j < 4; ++j) {\n#pragma HLS UNROLL",
        "    each_bank: for (int j = 0; j < 4; ++j) {\n#pragma HLS PIPELINE II=1",
        "is pipelined inside of the pipelined loop")]

    [TestCase("#pragma HLS INLINE off\n#pragma HLS PIPELINE II=1", "#pragma HLS INLINE off\n#pragma HLS PIPELINE II=3",
        "takes a call every 3 cycles, of which the loop at sample.cpp:57 has 2")]
    [TestCase("#pragma HLS ARRAY_PARTITION variable=line complete dim=0",
        "#pragma HLS BIND_STORAGE variable=line type=ram_2p impl=lutram",
        "'words' is registers here, and as 'line' (sample.cpp:51) a memory")]
    [TestCase("variable=words complete dim=0", "variable=words complete dim=1",
        "'words' is an argument that is not partitioned completely")]

    // Dependences.
    [TestCase(Dependence, "", "reads what was written 16 iterations before, and no DEPENDENCE says so")]
    [TestCase(Dependence, "", "is read and written at addresses that the tool cannot follow")]
    [TestCase("direction=RAW distance=16 true", "false", "and a DEPENDENCE denies it")]
    [TestCase("distance=16", "distance=17", "and a DEPENDENCE says 17")]
    [TestCase("PLACES = 16", "PLACES = 3", "reads what was written 3 iterations before at II = 1")]
    [TestCase("distance=16 true", "distance=16", "says neither true nor false")]
    [TestCase("        word sum = 0;", "        word sum = 0; f += 1.0f;",
        "'f' is a floating-point number that iterations at II = 1 hand on", "float f = 0; words: for")]
    [TestCase("        word sum = 0;", "        word sum = 0; f[i % 4] += 1.0f;",
        "reads what was written 4 iterations before at II = 1; reading, adding and writing take 6 cycles",
        "float f[8];\n#pragma HLS BIND_STORAGE variable=f type=ram_2p impl=bram\n    words: for")]

    // Sources.
    [TestCase("#pragma HLS ARRAY_PARTITION variable=line complete dim=0\n", "",
        "no partition or storage below array 'line'")]
    [TestCase("ram_2p impl=lutram", "ram_t2p impl=lutram", "there is no ram_t2p of lutram")]
    [TestCase("#pragma HLS UNROLL", "#pragma HLS UNROL", "UNROL is no directive")]
    [TestCase("cyclic factor=4", "cyclic", "ARRAY_PARTITION without a factor")]
    [TestCase("word sum = sums.read();", "word sum = sums.read();\n#pragma HLS PIPELINE II=2",
        "PIPELINE is not among the first lines of its block")]

    // Processes.
    [TestCase("    accumulate(n, delayed, out);", "    accumulate(n, delayed, out);\n    accumulate(n, delayed, out);",
        "has channel 'delayed' in 3 calls")]
    [TestCase("    accumulate(n, delayed, out);", "    accumulate(n, delayed, out);\n    accumulate(n, sums, out);",
        "has argument 'out' in 2 calls")]
    [TestCase("    look_up(n, in", "    look_up(n + 0, in", "computes an argument: n + 0")]
    [TestCase("#pragma HLS DATAFLOW\n", "#pragma HLS DATAFLOW\n    n += 0;\n",
        "is more than declarations and calls: n += 0")]
    [TestCase("#pragma HLS DATAFLOW\n", "    n += 0;\n#pragma HLS DATAFLOW\n", "does not begin its region")]
    [TestCase("    accumulate(n, delayed, out);", "    if (n > 0) {\n        accumulate(n, delayed, out);\n    }",
        "only declarations and calls may be in it")]
    public void Sample_WithAFault_BreaksThatRule(
        string right, string wrong, string rule, string loops = "words: for") =>
        Assert.That(Violations(right, wrong, loops), Has.Some.Contains(rule));

    /// <param name="loops">What stands in the place of <c>words: for</c> at the head of each process's loop.</param>
    private static IReadOnlyList<string> Violations(string right, string wrong, string loops = "words: for")
    {
        string text = Read("sample.cpp");
        if (right.Length > 0)
        {
            Assert.That(text, Does.Contain(right));
            text = text.Replace(right, wrong, StringComparison.Ordinal)
                .Replace("words: for", loops, StringComparison.Ordinal);
        }

        return PortCheck.Violations(
            [new EmittedFile("src/sample.cpp", text), new EmittedFile("src/sample.h", Read("sample.h"))],
            [
                new EmittedFile("tb/tb_sample.cpp", Read("tb_sample.cpp")),
                .. HlsLibrary.StandIns.Select(header => new EmittedFile($"standin/{header.Name}", header.Text)),
            ],
            ["src/sample.cpp", "tb/tb_sample.cpp"]);
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(
        HardwareTools.Library, "..", "..", "tests", "HlsEmit", "Hls", "Checks", name));
}
