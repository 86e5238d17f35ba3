namespace Accel.Arch.Formats;

/// <summary>
/// FP3 and the special-value formats of BitMoD (HPCA 2025), Table IV and Sec. III-A, in the paper's units.
/// </summary>
/// <remarks>
/// ER (extra resolution) puts the special value into the widest gap, EA (extra asymmetry) beyond the largest value on
/// one side. The order of the choices, ER+ ER- EA+ EA-, is that of the published search, which decides ties.
/// </remarks>
internal static class BitModFormats
{
    private static readonly double[] Fp3Magnitudes = [0, 1, 2, 4];
    private static readonly double[] Fp4Magnitudes = [0, 0.5, 1, 1.5, 2, 3, 4, 6];

    public static IEnumerable<NumberFormat> All()
    {
        yield return new ValueListFormat("fp3", "3-bit float: 0, 1, 2, 4 with sign",
            [.. Fp3Magnitudes, .. Fp3Magnitudes.Select(value => -value)]);
        yield return Special("fp3-er", Fp3Magnitudes, 3, -3);
        yield return Special("fp3-ea", Fp3Magnitudes, 6, -6);
        yield return Special("fp3-er-ea", Fp3Magnitudes, 3, -3, 6, -6);
        yield return Special("fp4-er", Fp4Magnitudes, 5, -5);
        yield return Special("fp4-ea", Fp4Magnitudes, 8, -8);
        yield return Special("fp4-er-ea", Fp4Magnitudes, 5, -5, 8, -8);
    }

    private static SpecialValueFormat Special(string name, double[] magnitudes, params double[] specials)
    {
        string choices = string.Join(" or ", specials.Where(value => value > 0).Select(value => $"+-{value}"));
        return new SpecialValueFormat(name, $"{name[..3]} with one special value a group, {choices} (BitMoD)",
            magnitudes, specials);
    }
}
