using System.Globalization;

namespace Accel.Explore.Sweeps;

/// <summary>An evaluator failed on a point: a mistake in the program, told with the point that shows it.</summary>
public sealed class SweepFailedException : Exception
{
    public SweepFailedException(SweepDefinition definition, long index, Exception inner)
        : base(
            string.Create(
                CultureInfo.InvariantCulture,
                $"point {index} of sweep {definition.Name} ({definition.Space.Describe(index)}): {inner.Message}"),
            inner) => Index = index;

    /// <summary>The number of the point.</summary>
    public long Index { get; }
}
