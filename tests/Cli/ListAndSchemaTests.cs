using System.Text.Json;

namespace Accel.Tests.Cli;

[Parallelizable(ParallelScope.Self)]
public class ListAndSchemaTests
{
    [TestCase("formats", "fp3-er-ea")]
    [TestCase("designs", "bitmod-28nm")]
    [TestCase("models", "llama-3-70b")]
    [TestCase("models", "resnet-50")]
    [TestCase("workloads", "llama-2-7b-chat")]
    [TestCase("workloads", "vit-b-16-imagenet")]
    [TestCase("workloads", "resnet-50-scalesim.csv")]
    [TestCase("technologies", "cmos-28nm")]
    [TestCase("schedules", "bitmod-2025")]
    [TestCase("sweeps", "bitserial-llama2-7b")]
    [TestCase("metrics", "latency-s")]
    public void List_Names_StandInTextAndInJson(string what, string name)
    {
        Assert.That(AccelProcess.Run("list", what).Output, Does.Contain(name));
        using JsonDocument json = AccelProcess.Run("list", what, "--json").Json();
        Assert.That(json.RootElement.GetProperty(what).EnumerateArray()
            .Select(entry => entry.GetProperty("name").GetString()), Does.Contain(name));
    }

    [Test]
    public void Schema_IsOneJsonDocument()
    {
        AccelProcess schema = AccelProcess.Run("schema");
        Assert.That(schema.ExitCode, Is.Zero);
        using JsonDocument json = schema.Json();
        Assert.That(json.RootElement.GetProperty("$schema").GetString(), Does.StartWith("https://json-schema.org/"));
    }

    [Test]
    public void Reproduce_Json_HasTheNamesOfTheContract()
    {
        AccelProcess run = AccelProcess.Run("reproduce", "bitmod-2025", "--json");
        Assert.That(run.ExitCode, Is.Zero, run.Error);
        using JsonDocument json = run.Json();
        Assert.That(json.RootElement.GetProperty("name").GetString(), Is.EqualTo("bitmod-2025"));
        Assert.That(json.RootElement.GetProperty("source").GetString(), Is.Not.Empty);
        JsonElement[] rows = [.. json.RootElement.GetProperty("rows").EnumerateArray()];
        Assert.That(rows, Has.Length.GreaterThan(50));
        string[] names = ["case", "quantity", "unit", "reported", "modelled", "relative_error", "kind"];
        Assert.That(rows.All(row => names.All(name => row.TryGetProperty(name, out _))));
        Assert.That(rows.Select(row => row.GetProperty("kind").GetString()).Distinct(),
            Is.SubsetOf(new[] { "exact", "calibrated", "predicted" }));
    }
}
