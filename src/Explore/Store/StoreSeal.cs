using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Store;

/// <summary>The hash of all that a store says beside its points, so that damage to a label or a bound is noticed.
/// </summary>
internal static class StoreSeal
{
    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string Of(SweepDefinition definition, Provenance provenance)
    {
        StringBuilder text = new();
        Add(text, definition.Name, provenance.AccelVersion, provenance.Command, provenance.InputHash);
        foreach (SweepAxis axis in definition.Space.Axes)
        {
            Add(text, "axis", axis.Path, Number(axis.Values.Count));
            Add(text, [.. axis.Values]);
        }

        foreach (Metric metric in definition.Metrics)
        {
            Add(text, "metric", metric.Name, metric.Unit, metric.Summary, metric.Label);
        }

        foreach (Objective objective in definition.Objectives)
        {
            Add(text, "objective", objective.Metric, objective.Goal.ToString());
        }

        foreach (Constraint constraint in definition.Constraints)
        {
            Add(text, "constraint", constraint.Metric, Number(constraint.Min), Number(constraint.Max));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Each with its length before it, so that no two lists give one text.</summary>
    private static void Add(StringBuilder text, params ReadOnlySpan<string> parts)
    {
        foreach (string part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}\n");
        }
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "none";
}
