using System.Text.Json;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Cli;

[Parallelizable(ParallelScope.Self)]
public class GemmCommandTests
{
    private const string NoHeader =
        "layers.csv:1:1: error ACC018: the first line must name the columns name, m, k, n (such as: name,m,k,n; "
            + "a SCALE-Sim topology is a workload: accel run DESIGN --workload FILE)";

    [Test]
    public void Json_OneProduct_IsOneLayerOfOnePhase()
    {
        using JsonDocument json = AccelProcess.Run("gemm", "bitmod-28nm", "--m", "256", "--k", "4096", "--n", "1024",
            "--json").Json();
        JsonElement phase = json.RootElement.GetProperty("phases").EnumerateArray().Single();
        JsonElement layer = phase.GetProperty("layers").EnumerateArray().Single();
        Assert.That((layer.GetProperty("m").GetInt64(), layer.GetProperty("k").GetInt64(),
            layer.GetProperty("n").GetInt64()), Is.EqualTo((256, 4096, 1024)));
        Assert.That(json.RootElement.GetProperty("totals").GetProperty("macs").GetInt64(),
            Is.EqualTo(256L * 4096 * 1024));
        Assert.That(json.RootElement.GetProperty("workload").GetString(), Is.EqualTo("gemm"));
        string[] rules = [.. json.RootElement.GetProperty("assumptions").EnumerateArray()
            .Where(assumption => assumption.GetProperty("source").GetString() == "schedule accel")
            .Select(assumption => assumption.GetProperty("text").GetString()!)];
        Assert.That(rules, Has.Some.Contains("half the activation buffer").And.Some.Contains("clock-gated"));
        Assert.That(AccelProcess.Run("gemm", "--help").Output, Does.Contain("half the activation buffer"));
    }

    [Test]
    public void Set_KeysOfAWorkload_AreRefused()
    {
        AccelProcess run = AccelProcess.Run("gemm", "bitmod-28nm", "--m", "1", "--k", "128", "--n", "1",
            "--set", "batch=0", "--set", "phases.0.prefill=4", "--set", "fabric.rows=16");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Is.EqualTo(new[]
        {
            "--set batch=0: error ACC016: 'batch' is a key of a workload, and this command has none",
            "--set phases.0.prefill=4: error ACC016: 'phases' is a key of a workload, and this command has none",
        }));
    }

    [Test]
    public void Csv_ColumnsInAnyOrder_RunsEveryLine()
    {
        using ConfigFolder folder = new();
        folder.Write("layers.csv", "\uFEFFn,name,m,k,note\r\n64,first,8,128,x\r\n\r\n32,\"a b\",4,256,\r\n");
        AccelProcess run = AccelProcess.Run(folder.Path, [], "gemm", "bitmod-28nm", "--csv", "layers.csv", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using JsonDocument json = run.Json();
        JsonElement[] layers = [.. json.RootElement.GetProperty("phases")[0].GetProperty("layers").EnumerateArray()];
        Assert.That(layers.Select(layer => layer.GetProperty("n").GetInt64()), Is.EqualTo(new[] { 64, 32 }));
        Assert.That(layers[0].GetProperty("name").GetString(), Is.EqualTo("first"));
        Assert.That(json.RootElement.GetProperty("totals").GetProperty("macs").GetInt64(),
            Is.EqualTo((8L * 128 * 64) + (4L * 256 * 32)));
    }

    [Test]
    public void Csv_Wrong_ReportsEveryLine()
    {
        using ConfigFolder folder = new();
        folder.Write("layers.csv", "name,m,k,n\na,1,2\nb,0,2,3\nc,1, x,0\nd,1,2,99999999999\n");
        AccelProcess run = AccelProcess.Run(folder.Path, [], "gemm", "bitmod-28nm", "--csv", "layers.csv");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Is.EqualTo(new[]
        {
            "layers.csv:2:1: error ACC018: the line has 3 cells, 4 are needed",
            "layers.csv:3:3: error ACC018: m must be a whole number from 1 to 16777216, got '0'",
            "layers.csv:4:6: error ACC018: k must be a whole number from 1 to 16777216, got 'x'",
            "layers.csv:4:8: error ACC018: n must be a whole number from 1 to 16777216, got '0'",
            "layers.csv:5:7: error ACC018: n must be a whole number from 1 to 16777216, got '99999999999'",
        }));
    }

    [TestCase("m,k,n\n1,2,3\n", NoHeader)]
    [TestCase("Layer, M, N, K,\nfirst, 1, 2, 3,\n", NoHeader)]
    [TestCase("", NoHeader)]
    [TestCase("name,m,k,n\n", "layers.csv: error ACC018: the file lists no products")]
    public void Csv_WithoutProducts_IsRefused(string text, string line)
    {
        using ConfigFolder folder = new();
        folder.Write("layers.csv", text);
        AccelProcess run = AccelProcess.Run(folder.Path, [], "gemm", "bitmod-28nm", "--csv", "layers.csv");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.ErrorLines, Is.EqualTo(new[] { line }));
    }

    [Test]
    public void Csv_BesideShape_IsRefused()
    {
        AccelProcess run = AccelProcess.Run("gemm", "bitmod-28nm", "--csv", "x.csv", "--m", "1");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.ErrorLines[0],
            Is.EqualTo("command line: error ACC016: --csv and --m, --k, --n exclude one another"));
    }
}
