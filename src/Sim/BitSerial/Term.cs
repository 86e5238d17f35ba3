namespace Accel.Sim.BitSerial;

/// <summary>
/// One term of a weight: <c>(-1)^sign * 2^exponent * mantissa * 2^bsig</c> in units of the weight's last place.
/// </summary>
/// <remarks>
/// The widths are those of BitMoD, HPCA 2025, Fig. 5: sign 1, exponent 2, mantissa 1, block significance 3 bits. A term
/// with mantissa 0 is zero whatever its sign and exponent say. <see cref="Code"/> packs the fields from the lowest bit
/// up in the order exponent, mantissa, sign, block significance.
/// </remarks>
public readonly record struct Term
{
    /// <param name="isNegative">The sign.</param>
    /// <param name="exponent">0 to 3.</param>
    /// <param name="mantissa">0 or 1.</param>
    /// <param name="blockSignificance">0 to 7: the shift that all lanes of a cycle share.</param>
    public Term(bool isNegative, int exponent, int mantissa, int blockSignificance)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)exponent, 3u, nameof(exponent));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)mantissa, 1u, nameof(mantissa));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)blockSignificance, 7u, nameof(blockSignificance));
        Code = (byte)(exponent | mantissa << 2 | (isNegative ? 8 : 0) | blockSignificance << 4);
    }

    /// <summary>The packed fields, 0 to 127.</summary>
    public byte Code { get; }

    public int Exponent => Code & 3;

    public int Mantissa => Code >> 2 & 1;

    public bool IsNegative => (Code & 8) != 0;

    public int BlockSignificance => Code >> 4;

    /// <summary>The term's value in units of the weight's last place.</summary>
    public int Value => (IsNegative ? -Mantissa : Mantissa) << Exponent + BlockSignificance;
}
