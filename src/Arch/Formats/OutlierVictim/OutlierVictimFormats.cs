namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>The outlier-victim formats that YAML can name.</summary>
/// <remarks>
/// E2M1 beside int4 and flint4 with biases 2 and 3, and E2M5 beside int8, as in OliVe's released code; E4M3 beside int8
/// as in its paper, with the bias that puts the first outlier (144) above 127, and clipped at 2^15, so that a product
/// fits 32 bits (recalled, not read).
/// </remarks>
public static class OutlierVictimFormats
{
    /// <summary>4-bit integers -7 to 7 and outliers of magnitude 12 to 96.</summary>
    public static OutlierVictimFormat Int4 { get; } = new("ovp-int4",
        "OliVe's pairs: -7 to 7, or one outlier of +-12 to +-96 and zero", NormalKind.Integer,
        new AbFloat(2, 1, 2, 96));

    /// <summary>4-bit flint up to 16 and outliers of magnitude 24 to 192.</summary>
    public static OutlierVictimFormat Flint4 { get; } = new("ovp-flint4",
        "OliVe's pairs: flint up to 16, or one outlier of +-24 to +-192 and zero", NormalKind.Flint,
        new AbFloat(2, 1, 3, 192));

    /// <summary>8-bit integers -127 to 127 and outliers of magnitude 144 to 32768.</summary>
    public static OutlierVictimFormat Int8 { get; } = new("ovp-int8",
        "OliVe's pairs: -127 to 127, or one E4M3 outlier of +-144 to +-32768 and zero", NormalKind.Integer,
        new AbFloat(4, 3, 4, 1 << 15));

    /// <summary>8-bit integers -127 to 127 and the outliers of OliVe's released code, 132 to 2016.</summary>
    public static OutlierVictimFormat Int8E2M5 { get; } = new("ovp-int8-e2m5",
        "pairs of OliVe's code: -127 to 127, or one E2M5 outlier of +-132 to +-2016 and zero", NormalKind.Integer,
        new AbFloat(2, 5, 2, 2016));

    public static IReadOnlyList<OutlierVictimFormat> All { get; } = [Int4, Flint4, Int8, Int8E2M5];
}
