using System.Globalization;

namespace Accel.Explore.Sweeps;

/// <summary>Why points are infeasible. One object serves all points of the same reason, so make it once.</summary>
/// <param name="Text">The reason; with a metric, what stands behind its value: <c>&gt; 10</c>.</param>
/// <param name="Metric">The metric that is out of bounds, or null when the reason is another.</param>
public sealed record InfeasibleReason(string Text, string? Metric = null)
{
    /// <summary>The reason with the metric's value: <c>area-mm2 12.3 > 10</c>.</summary>
    public string Describe(double value)
    {
        // Six digits read well, unless they would round the value onto the bound that it breaks.
        string text = value.ToString("G6", CultureInfo.InvariantCulture);
        if (Text.EndsWith(' ' + text, StringComparison.Ordinal))
        {
            text = value.ToString("R", CultureInfo.InvariantCulture);
        }

        return $"{Metric} {text} {Text}";
    }

    public override string ToString() => Metric is null ? Text : $"{Metric} {Text}";
}
