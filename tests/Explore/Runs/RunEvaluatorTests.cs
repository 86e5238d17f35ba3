using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Explore.Runs;
using Accel.Tests.Conformance;

namespace Accel.Tests.Explore.Runs;

public class RunEvaluatorTests
{
    [TestCase("accel", "int8")]
    [TestCase("bitmod-2024", "fp4-er-ea/128")]
    [TestCase("bitmod-2025", "int8")]
    public void Evaluate_Attention_NamesTheFormatThatTheScheduleComputesIn(string schedule, string format)
    {
        Scenario scenario = new(
            ShippedFiles.Design("bitmod-28nm") with { Schedule = schedule }, ShippedFiles.Workload("llama-2-7b-chat"));
        RunResult run = RunEvaluator.Evaluate(scenario, new PriceBook(scenario.Design.Technology));
        LayerResult[] layers = [.. run.Phases.SelectMany(phase => phase.Layers)];
        Assert.That(
            layers.Where(layer => layer.Operator is GemmOperator { IsAttention: true })
                .Select(layer => layer.Weights!.ToString()).Distinct(),
            Is.EqualTo(new[] { format }));
        Assert.That(
            layers.Where(layer => layer.Operator is GemmOperator { IsAttention: false })
                .Select(layer => layer.Weights!.ToString()).Distinct(),
            Is.EqualTo(new[] { "fp4-er-ea/128" }));
    }
}
