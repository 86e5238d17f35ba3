using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;
using Accel.CostModel;
using Accel.Explore.Configuration;
using Accel.Explore.Quantization;
using Accel.Explore.Runs;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Support;

namespace Accel.Tests.Robustness;

/// <summary>
/// Damaged files through the loaders that the program uses: a result or diagnostics, never an exception.
/// </summary>
public class LoaderFuzzTests
{
    private const int SeedsOfOneFile = 120;

    private static readonly QuantizationError Errors = new();

    [TestCase("designs/bitmod-28nm.yaml")]
    [TestCase("designs/olive-28nm.yaml")]
    [TestCase("workloads/llama-2-7b-chat.yaml")]
    [TestCase("workloads/llama-2-7b-lambda.yaml")]
    [TestCase("workloads/resnet-50-imagenet.yaml")]
    [TestCase("workloads/resnet-50-scalesim.csv")]
    [TestCase("models/phi-2.yaml")]
    [TestCase("models/resnet-50.yaml")]
    [TestCase("models/vit-b-16.yaml")]
    [TestCase("technologies/cmos-28nm.yaml")]
    [TestCase("sweeps/bitserial-llama2-7b.yaml")]
    [TestCase("sweeps/families-llama2-7b.yaml")]
    public void Load_DamagedFile_EndsInAResultOrDiagnostics(string file)
    {
        string text = File.ReadAllText(Path.Combine(Shipped.Configs(), file));
        int refused = 0;
        for (int seed = 0; seed < SeedsOfOneFile; seed++)
        {
            using ConfigFolder folder = new();
            string path = folder.WithRoot("mine").Write($"mine/{file}", string.Empty);
            File.WriteAllBytes(Path.Combine(folder.Path, path), YamlMutations.Apply(text, seed));
            BindContext context = folder.Context();
            Assert.That(() => Use(path, context), Throws.Nothing, $"seed {seed}");
            CheckDiagnostics(context.Diagnostics, $"seed {seed}");
            refused += context.Diagnostics.HasErrors ? 1 : 0;
        }

        Assert.That(refused, Is.GreaterThan(SeedsOfOneFile / 3), "the damage is too mild to test anything");
    }

    private static void Use(string path, BindContext context)
    {
        ScenarioLoader loader = new(context);
        switch (Path.GetFileName(Path.GetDirectoryName(path)))
        {
            case DesignSchema.Folder:
                Run(loader.Design(path), Workload(loader, "llama-2-7b-chat"), context);
                break;
            case WorkloadSchema.Folder:
                Run(Design(loader, "fp16-28nm"), loader.Workload(path), context);
                break;
            case ModelSchema.Folder:
                string name = Path.GetFileNameWithoutExtension(path);
                loader.Set([$"model={name}"]);
                Run(Design(loader, "fp16-28nm"),
                    Workload(loader, name == "phi-2" ? "llama-2-7b-chat" : "resnet-50-imagenet"), context);
                break;
            case SweepSchema.Folder:
                Sweep(SweepLoader.Load(path, context), context);
                break;
            default:
                Run(Design(loader), Workload(loader, "llama-2-7b-chat"), context);
                break;
        }
    }

    /// <summary>The design of a damaged workload or model takes any formats: it has its own.</summary>
    private static Design? Design(ScenarioLoader loader, string name = "bitmod-28nm") =>
        loader.Design(Path.Combine(Shipped.Configs(), $"designs/{name}.yaml"));

    private static Workload? Workload(ScenarioLoader loader, string name) =>
        loader.Workload(Path.Combine(Shipped.Configs(), $"workloads/{name}.yaml"));

    /// <summary>What the command run does with what was loaded. Counts beyond 64 bits are a diagnostic there.</summary>
    private static void Run(Design? design, Workload? workload, BindContext context)
    {
        if (design is null || workload is null || context.Diagnostics.HasErrors)
        {
            Assert.That(context.Diagnostics.HasErrors, "nothing was loaded and nothing was said");
            return;
        }

        Scenario scenario = new(design, workload);
        if (FeasibilityCheck.WhyNot(scenario) is null)
        {
            try
            {
                RunJson.Write(RunEvaluator.Evaluate(scenario, new PriceBook(design.Technology)), "test");
            }
            catch (OverflowException)
            {
            }
        }
    }

    private static void Sweep(SweepPlan? plan, BindContext context)
    {
        if (plan is null)
        {
            Assert.That(context.Diagnostics.HasErrors, "nothing was loaded and nothing was said");
            return;
        }

        DesignPointEvaluator evaluator = new(plan, Errors);
        int[] first = new int[plan.Definition.Space.Axes.Count];
        int[] last = [.. plan.Definition.Space.Axes.Select(axis => axis.Values.Count - 1)];
        double[] metrics = new double[plan.Definition.Metrics.Count];
        evaluator.Evaluate(first, metrics);
        evaluator.Evaluate(last, metrics);
    }

    private static void CheckDiagnostics(DiagnosticBag diagnostics, string because)
    {
        foreach (Diagnostic item in diagnostics.Items)
        {
            Assert.That(item.Where.File, Is.Not.Empty, because);
            Assert.That(item.Where.Line == 0 ? item.Where.Column == 0 : item.Where is { Line: > 0, Column: > 0 },
                because);
            Assert.That(item.Code, Does.Match("^ACC0[0-9][0-9]$"), because);
            Assert.That(item.Message, Is.Not.Empty.And.Not.Contain("   at "), because);
        }
    }
}
