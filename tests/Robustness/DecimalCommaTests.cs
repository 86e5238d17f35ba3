using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Explore.Configuration;
using Accel.Explore.Runs;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Support;

namespace Accel.Tests.Robustness;

/// <summary>Nothing that is read or written follows the user's decimal comma.</summary>
public class DecimalCommaTests
{
    [Test]
    public void RunAndSweep_UnderADecimalComma_AreTheSame()
    {
        CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NumberGroupSeparator = ".";
        string plain = Everything();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.That($"{1.5}", Is.EqualTo("1,5"), "the culture is not in force");
            Assert.That(Everything(), Is.EqualTo(plain));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Everything()
    {
        using ConfigFolder folder = new();
        var loader = folder.Loader();
        loader.Set(["clock=1.25 GHz", "dram.efficiency=0.875"]);
        Design design = loader.Design(Path.Combine(Shipped.Configs(), "designs/bitmod-28nm.yaml"))!;
        Workload workload = loader.Workload(Path.Combine(Shipped.Configs(), "workloads/llama-2-7b-chat.yaml"))!;
        string json = RunJson.Write(RunEvaluator.Evaluate(new Scenario(design, workload),
            new PriceBook(design.Technology)), "test");
        folder.Write("s.yaml", """
            kind: sweep
            base: bitmod-28nm
            workloads: [ llama-2-7b-chat ]
            axes:
              clock: { from: 0.5 GHz, to: 1.5 GHz, step: 0.25 }
              dram.efficiency: [ 0.5, 1.5 ]
            objectives: { latency-s: min }
            """);
        SweepLoader.Load("s.yaml", folder.Context());
        string refused = string.Join('\n', folder.Lines);
        folder.Write("s.yaml", File.ReadAllText(Path.Combine(folder.Path, "s.yaml"))
            .Replace("1.5 ]", "0.75 ]", StringComparison.Ordinal));
        SweepPlan plan = SweepLoader.Load("s.yaml", folder.Context())!;
        return $"{json}\n{refused}\n{plan.Inputs}\n{string.Join(';', plan.Definition.Space.Axes.SelectMany(axis => axis.Values))}";
    }
}
