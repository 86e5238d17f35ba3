namespace Accel.Arch.Formats.Ternary;

/// <summary>Checks of what codecs are given.</summary>
internal static class Demand
{
    public static void That(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }

    /// <summary>That all weights are -1, 0 or 1.</summary>
    public static void Ternary(ReadOnlySpan<sbyte> weights) =>
        That(!weights.ContainsAnyExceptInRange((sbyte)-1, (sbyte)1), "a weight is not -1, 0 or 1");

    /// <summary>That a matrix has its size, and that its weights are ternary.</summary>
    public static void Matrix(ReadOnlySpan<sbyte> weights, int n, int k)
    {
        That(n > 0 && k > 0 && weights.Length == (long)n * k, "the weights are not N x K");
        Ternary(weights);
    }
}
