using Accel.Arch.Diagnostics;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;

namespace Accel.Explore.Runs;

/// <summary>Whether a model has the layers that <c>precision.sparse-layers</c> names.</summary>
public static class SparseLayersCheck
{
    /// <summary>What is wrong with the names, and a suggestion; null when nothing is.</summary>
    public static (string Message, string? Hint)? WhyNot(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        if (scenario.Precision.SparseLayers is not { } layers)
        {
            return null;
        }

        Workload workload = scenario.Workload;
        string[] known =
        [
            .. workload.Phases
                .SelectMany(phase => WorkloadOperators.Expand(workload.Model, phase, workload.Batch, workload.Logits))
                .OfType<GemmOperator>().Where(gemm => !gemm.IsAttention).Select(gemm => gemm.Name).Distinct(),
        ];
        return layers.Names.FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? ($"precision.sparse-layers: the model of {workload.Name} has no linear layer '{unknown}'",
                NearestName.Hint(unknown, known))
            : null;
    }
}
