using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>What must hold, and what a user should know, of designs that a sweep compares.</summary>
internal static class DesignComparison
{
    public static void Check(SweepDraft draft, MapNode map, Design[] designs, DiagnosticBag diagnostics)
    {
        // As values of an axis designs are told apart by their names alone.
        for (int index = 1; index < designs.Length; index++)
        {
            if (designs.Take(index).Any(design => design.Name == designs[index].Name))
            {
                diagnostics.Error(DiagnosticCodes.DuplicateKey, draft.Bases[index].Where,
                    $"base has two designs named '{designs[index].Name}'", "give one of them another 'name'");
            }
        }

        Design? onDevice = Array.Find(designs, design => design.Technology.Device is not null);
        Design? inTechnology = Array.Find(designs, design => design.Technology.Device is null);
        if (onDevice is null || inTechnology is null)
        {
            return;
        }

        foreach (Objective objective in draft.Objectives)
        {
            Design? without = objective.Metric == PointMetrics.Names[PointMetrics.Area] ? onDevice
                : IsOfDevices(objective.Metric) ? inTechnology
                : null;
            if (without is not null)
            {
                diagnostics.Warning(DiagnosticCodes.Inconsistent, (map["objectives"] ?? map).Where,
                    $"objective {objective.Metric} is 0 for {without.Name}, which is built in "
                    + (without == onDevice ? "a device" : "a technology"),
                    "compare times and energies, or designs that are built alike");
            }
        }
    }

    /// <summary>Whether a metric counts a device's resources, which a design in a technology has none of.</summary>
    public static bool IsOfDevices(string metric) => PointMetrics.Names.Take(PointMetrics.Uram + 1).Skip(PointMetrics.Lut).Contains(metric);
}
