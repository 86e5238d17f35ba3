namespace Accel.Tests.Arch.Formats.Ternary;

/// <summary>Weights for tests of codecs.</summary>
internal static class TernaryWeights
{
    public static sbyte[] Random(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-1, 2))];
    }

    /// <summary>The elements of <c>ternary_layouts.csv</c>.</summary>
    public static sbyte[] Reference(int count, int levels)
    {
        long state = 1;
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            state = ((state * 1103515245) + 12345) & 0x7fffffff;
            return (sbyte)(((state >> 16) % levels) - (levels / 2));
        })];
    }
}
