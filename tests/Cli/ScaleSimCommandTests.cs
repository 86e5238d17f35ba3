using System.Globalization;
using System.Text;
using System.Text.Json;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Sim.Systolic.ScaleSim;

namespace Accel.Tests.Cli;

/// <summary>SCALE-Sim's runs as a user repeats them: a CSV of products, the array set on the command line.</summary>
[Parallelizable(ParallelScope.Self)]
public class ScaleSimCommandTests
{
    private static readonly string[] SettingColumns =
        ["dataflow", "array_rows", "array_cols", "ifmap_kB", "filter_kB", "ofmap_kB"];

    private static readonly (string Key, string Column)[] Counts =
    [
        ("cycles", "total_cycles"), ("sram_activation_reads", "sram_ifmap_reads"),
        ("sram_weight_reads", "sram_filter_reads"), ("sram_output_writes", "sram_ofmap_writes"),
        ("dram_write_bytes", "dram_ofmap_writes"),
    ];

    private static readonly Dictionary<string, ScaleSimCase[]> Settings = ScaleSimCase.StallFree(isMeasured: true)
        .Where(run => run.Convolution is null)
        .GroupBy(run => string.Join(' ', SettingColumns.Select(column => run.Row[column])))
        .ToDictionary(group => group.Key, group => group.ToArray());

    private static string[] Names() => [.. Settings.Keys];

    [Test]
    public void Settings_OfTheRuns_AreSixteen()
    {
        Assert.That(Settings, Has.Count.EqualTo(16));
        Assert.That(Settings.Values.Sum(runs => runs.Length), Is.EqualTo(70));
    }

    [TestCaseSource(nameof(Names))]
    public void Json_ProductsOfOneSetting_HaveEveryFigureOfScaleSim(string setting)
    {
        ScaleSimCase[] runs = Settings[setting];
        string[] set = setting.Split(' ');
        using ConfigFolder folder = new();
        StringBuilder csv = new("name,m,k,n\n");
        foreach (ScaleSimCase run in runs)
        {
            csv.Append(CultureInfo.InvariantCulture,
                $"{run.Row["layer"]},{run.Row["M"]},{run.Row["K"]},{run.Row["N"]}\n");
        }

        folder.Write("layers.csv", csv.ToString());
        AccelProcess process = AccelProcess.Run(folder.Path, [], "gemm", "systolic-int8", "--csv", "layers.csv",
            "--set", "schedule=scale-sim", "--set", $"fabric.dataflow={set[0]}", "--set", $"fabric.rows={set[1]}",
            "--set", $"fabric.columns={set[2]}", "--set", $"buffers.activations={set[3]} KiB",
            "--set", $"buffers.weights={set[4]} KiB", "--set", $"buffers.outputs={set[5]} KiB", "--json");
        JsonElement[] layers = Layers(process);
        Assert.That(layers, Has.Length.EqualTo(runs.Length));
        Assert.Multiple(() =>
        {
            foreach ((ScaleSimCase run, JsonElement layer) in runs.Zip(layers))
            {
                Agrees(run, layer);
            }
        });
    }

    /// <summary>ResNet-50 as a topology, whose windows overlap: 29 layers by themselves, all 54 in the total.</summary>
    [Test]
    public void Json_ResNet50_HasEveryFigureOfScaleSim()
    {
        AccelProcess process = AccelProcess.Run("run", "systolic-int8", "--workload",
            "configs/workloads/resnet-50-scalesim.csv", "--set", "schedule=scale-sim", "--set", "fabric.dataflow=os",
            "--set", "fabric.rows=128", "--set", "fabric.columns=128", "--set", "buffers.activations=64 KiB",
            "--set", "buffers.weights=64 KiB", "--set", "buffers.outputs=64 KiB", "--json");
        JsonElement[] layers = Layers(process);
        Assert.That(layers, Has.Length.EqualTo(54));
        Assert.That(layers.Sum(layer => layer.GetProperty("cycles").GetInt64()), Is.EqualTo(611_561));
        ScaleSimCase[] runs =
            [.. ScaleSimCase.StallFree(isMeasured: true).Where(run => run.Convolution is not null)];
        Assert.That(runs, Has.Length.EqualTo(29));
        Assert.Multiple(() =>
        {
            foreach (ScaleSimCase run in runs)
            {
                // The rows are numbered: resnet50_07.
                Agrees(run, layers[int.Parse(run.Row["layer"][^2..], CultureInfo.InvariantCulture)]);
            }
        });
    }

    /// <summary>The fold that docs/schedules.md draws.</summary>
    [TestCase("scale-sim", 9)]
    [TestCase("accel", 14)]
    public void Json_FourByFourFold_HasTheCyclesOfTheDocumentation(string schedule, long cycles)
    {
        using JsonDocument json = AccelProcess.Run("gemm", "systolic-int8", "--m", "4", "--k", "4", "--n", "4", "--set",
            "fabric.rows=4", "--set", "fabric.columns=4", "--set", "fabric.dataflow=os", "--set",
            $"schedule={schedule}", "--json").Json();
        JsonElement totals = json.RootElement.GetProperty("totals");
        Assert.That(totals.GetProperty("compute_cycles").GetInt64(), Is.EqualTo(cycles));
    }

    [Test]
    public void Json_DesignOfAnotherKind_IsRefusedWithTheReason()
    {
        AccelProcess process = AccelProcess.Run("gemm", "bitmod-28nm", "--m", "4", "--k", "4", "--n", "4",
            "--set", "schedule=scale-sim");
        Assert.That(process.ExitCode, Is.EqualTo(2));
        Assert.That(process.Error, Does.Contain("bitmod-28nm cannot run this: schedule scale-sim runs fabrics of kind "
            + "systolic only (change it with --set, such as --set schedule=accel)"));
    }

    private static JsonElement[] Layers(AccelProcess process)
    {
        Assert.That(process.ExitCode, Is.Zero, process.Error);
        using JsonDocument json = process.Json();
        return [.. json.RootElement.Clone().GetProperty("phases")[0].GetProperty("layers").EnumerateArray()];
    }

    private static void Agrees(ScaleSimCase run, JsonElement layer)
    {
        foreach ((string key, string column) in Counts)
        {
            Assert.That(layer.GetProperty(key).GetInt64(), Is.EqualTo(run.Row.Count(column)), $"{run.Name} {key}");
        }

        Assert.That(layer.GetProperty("dram_read_bytes").GetInt64(),
            Is.EqualTo(run.Row.Count("dram_ifmap_reads") + run.Row.Count("dram_filter_reads")), run.Name);
        Assert.That(layer.GetProperty("utilization").GetDouble(),
            Is.EqualTo(run.Row.Number("overall_util_pct") / 100).Within(1e-10).Percent, run.Name);
    }
}
