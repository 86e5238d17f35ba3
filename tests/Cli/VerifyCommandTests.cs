using System.Text.Json;
using Accel.Tests.Architecture;

namespace Accel.Tests.Cli;

/// <summary><c>accel verify</c> as a user starts it.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.Self)]
public class VerifyCommandTests
{
    private const string Liberty = "/usr/share/qflow/tech/osu018/osu018_stdcells.lib";

    private static readonly string[] Small =
        ["verify", "systolic-int8", "--set", "fabric.rows=2", "--set", "fabric.columns=3", "--json"];

    [Test]
    public void Verify_ADesign_PassesEveryCheckOfEveryTool()
    {
        AccelProcess verified = AccelProcess.Run([.. Small, "--liberty", Liberty]);
        Assert.That(verified.ExitCode, Is.Zero, verified.Output + verified.Error);
        JsonElement root = verified.Json().RootElement;
        Assert.That(root.GetProperty("design").GetString(), Is.EqualTo("systolic-int8"));
        JsonElement[] checks = [.. root.GetProperty("checks").EnumerateArray()];
        Assert.That(checks, Has.All.Matches<JsonElement>(check => check.GetProperty("passed").GetBoolean()));
        Assert.That(checks.Select(check => check.GetProperty("tool").GetString()).Distinct(),
            Is.EquivalentTo(["verilator", "iverilog", "yosys"]));
        JsonElement[] cycles = [.. checks.Where(check =>
            check.GetProperty("check").GetString()!.StartsWith("cycles ", StringComparison.Ordinal))];
        Assert.That(cycles, Has.Length.GreaterThan(4));
        Assert.That(cycles.Select(check => check.GetProperty("measured").GetInt64()),
            Is.EqualTo(cycles.Select(check => check.GetProperty("expected").GetInt64())));
        Assert.That(checks.Select(check => check.GetProperty("check").GetString()),
            Is.SupersetOf(["dsp", "bram36", "uram", "ff", "lut"]));
        JsonElement synthesis = root.GetProperty("synthesis");
        Assert.That(synthesis.GetProperty("xcup").GetProperty("ff").GetInt64(), Is.Positive);
        Assert.That(synthesis.GetProperty("standard_cells").GetProperty("area").GetDouble(), Is.Positive);
    }

    [Test]
    public void Verify_WithoutTools_FailsUnlessThatIsAllowed()
    {
        (string, string)[] nowhere = [("PATH", "/nowhere")];
        AccelProcess refused = AccelProcess.Run(SolutionFiles.Root, nowhere, Small);
        Assert.That(refused.ExitCode, Is.EqualTo(1));
        Assert.That(refused.Json().RootElement.GetProperty("checks").EnumerateArray().Select(check =>
            check.GetProperty("detail").GetString()), Has.All.EndsWith("is not installed"));
        AccelProcess allowed = AccelProcess.Run(SolutionFiles.Root, nowhere, [.. Small, "--allow-missing"]);
        Assert.That(allowed.ExitCode, Is.Zero);
        Assert.That(allowed.Json().RootElement.GetProperty("missing_tools").GetArrayLength(), Is.EqualTo(3));
    }

    [Test]
    public void Verify_AsCpp_PassesEveryCheck()
    {
        AccelProcess verified = AccelProcess.Run(["verify", "tellme-kv260", "--target", "hls", "--json"]);
        Assert.That(verified.ExitCode, Is.Zero, verified.Output + verified.Error);
        JsonElement root = verified.Json().RootElement;
        Assert.That(root.GetProperty("target").GetString(), Is.EqualTo("hls"));
        JsonElement[] checks = [.. root.GetProperty("checks").EnumerateArray()];
        Assert.That(checks, Has.Length.EqualTo(6)
            .And.All.Matches<JsonElement>(check => check.GetProperty("passed").GetBoolean()));
        Assert.That(checks.Select(check => check.GetProperty("tool").GetString()).Distinct(),
            Is.EquivalentTo(["g++", "csim"]));
    }

    [TestCase("--hls-include", "no/such/folder")]
    [TestCase("--liberty", "no/such/file.lib")]
    [TestCase("--keep", ".")]
    [TestCase("--set", "fabric.rows=none")]
    public void Verify_WithABadArgument_IsBadInput(params string[] arguments)
    {
        AccelProcess verified = AccelProcess.Run([.. Small, .. arguments]);
        Assert.That(verified.ExitCode, Is.EqualTo(2), verified.Output);
        Assert.That(verified.Error, Does.Contain("error ACC"));
        Assert.That(verified.Output, Is.Empty);
    }
}
