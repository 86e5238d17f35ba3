namespace Accel.Sim.DspChain.Slices;

/// <summary>What the first operand of a slice's adder is; values are the codes of OPMODE bits 8:7.</summary>
public enum WSelect
{
    Zero = 0,

    /// <summary>The slice's own sum; needs the P register.</summary>
    Sum = 1,

    /// <summary>The constant RND of the settings.</summary>
    Rounding = 2,

    C = 3,
}

/// <summary>What the adder's Z operand is; values are the codes of OPMODE bits 6:4.</summary>
/// <remarks>Code 100, the sum of a multiply-accumulate that two slices share, is not modelled.</remarks>
public enum ZSelect
{
    Zero = 0,

    /// <summary>The sum of the slice before.</summary>
    Cascade = 1,

    /// <summary>The slice's own sum; needs the P register.</summary>
    Sum = 2,

    C = 3,

    /// <summary>The sum of the slice before, shifted right by 17 with its sign; of the DSP48E2 only.</summary>
    CascadeShifted = 5,

    /// <summary>The slice's own sum, shifted in the same way; codes 110 and 111.</summary>
    SumShifted = 6,
}

/// <summary>What the adder's Y operand is; values are the codes of OPMODE bits 3:2.</summary>
public enum YSelect
{
    Zero = 0,

    /// <summary>One half of the product, which is added by X and Y together.</summary>
    Product = 1,

    /// <summary>All bits set.</summary>
    Ones = 2,

    C = 3,
}

/// <summary>What the adder's X operand is; values are the codes of OPMODE bits 1:0.</summary>
public enum XSelect
{
    Zero = 0,

    /// <summary>The other half of the product.</summary>
    Product = 1,

    /// <summary>The slice's own sum; needs the P register.</summary>
    Sum = 2,

    /// <summary>A and B as one word, A above.</summary>
    Joined = 3,
}

/// <summary>The operands of a slice's adder (OPMODE).</summary>
/// <remarks>Source: AMD's simulation model of the DSP48E2 (Unisim 2020.1).</remarks>
public readonly record struct OpMode(WSelect W, ZSelect Z, YSelect Y, XSelect X)
{
    /// <summary>The product alone: the head of a chain.</summary>
    public static readonly OpMode Product = new(WSelect.Zero, ZSelect.Zero, YSelect.Product, XSelect.Product);

    /// <summary>The product and the sum of the slice before: the body of a chain.</summary>
    public static readonly OpMode ProductAndCascade = Product with { Z = ZSelect.Cascade };

    /// <summary>Both, and the slice's own sum: the tail of a chain that also sums up over time.</summary>
    public static readonly OpMode ProductCascadeAndSum = ProductAndCascade with { W = WSelect.Sum };

    /// <summary>The product and the slice's own sum: an accumulator that stands alone.</summary>
    public static readonly OpMode ProductAndSum = Product with { Z = ZSelect.Sum };

    /// <summary>The nine bits of the port.</summary>
    public int Code => ((int)W << 7) | ((int)Z << 4) | ((int)Y << 2) | (int)X;

    /// <summary>Whether an operand is the slice's own sum.</summary>
    public bool ReadsSum =>
        W == WSelect.Sum || X == XSelect.Sum || Z is ZSelect.Sum or ZSelect.SumShifted;

    /// <summary>Whether Z is a shifted word.</summary>
    public bool Shifts => Z is ZSelect.CascadeShifted or ZSelect.SumShifted;

    /// <summary>Whether the product enters whole or not at all: its halves are never added alone.</summary>
    public bool IsWhole => (X == XSelect.Product) == (Y == YSelect.Product);

    /// <summary>Reads the nine bits of the port.</summary>
    /// <exception cref="ArgumentException">Z is 100, the product's halves are apart, or bits are left.</exception>
    public static OpMode FromCode(int code)
    {
        int z = (code >> 4) & 7;
        OpMode mode = new((WSelect)((code >> 7) & 3), (ZSelect)(z == 7 ? 6 : z), (YSelect)((code >> 2) & 3),
            (XSelect)(code & 3));
        return code is >= 0 and < 512 && z != 4 && mode.IsWhole ? mode
            : throw new ArgumentException($"OPMODE {code} is not modelled", nameof(code));
    }
}
