using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;

namespace Accel.Arch.Scenarios;

/// <summary>Binds paths such as <c>fabric.rows</c> or <c>precision.weights</c> to typed setters.</summary>
public static class ScenarioPaths
{
    /// <summary>Keys that only a workload has; all others are looked for in the design.</summary>
    public static bool IsOfWorkload(string key) => !DesignSchema.Instance.Keys.Contains(key)
        && WorkloadSchema.Instance.Keys.Contains(key);

    /// <summary>The setter of one value at a path, bound once; null, and a diagnostic, when there is none.</summary>
    public static Func<Scenario, Scenario>? Bind(string path, ConfigNode value, Scenario sample, BindContext context)
    {
        string[] parts = path.Split('.');
        if (path == "batch")
        {
            Func<WorkloadDraft, WorkloadDraft>? setBatch =
                WorkloadSchema.Instance.Bind(new WorkloadDraft(), parts, value, string.Empty, context);
            long batch = setBatch?.Invoke(new WorkloadDraft()).Batch ?? 1;
            return setBatch is null ? null : scenario =>
                scenario with { Workload = scenario.Workload with { Batch = batch } };
        }

        if (IsOfWorkload(parts[0]))
        {
            context.Diagnostics.Error(DiagnosticCodes.UnknownPath, value.Where,
                $"'{path}' of a workload cannot be an axis",
                    "list several files under 'workloads' instead; 'batch' can be an axis");
            return null;
        }

        Func<Design, Design>? setDesign = DesignSchema.Instance.Bind(sample.Design, parts, value, string.Empty,
            context);
        return setDesign is null ? null : scenario => scenario with { Design = setDesign(scenario.Design) };
    }
}
