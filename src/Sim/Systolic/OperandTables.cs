using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;

namespace Accel.Sim.Systolic;

/// <summary>What decoders at the edges of an array make of the codes of formats without pairs, as tables.</summary>
public static class OperandTables
{
    /// <summary>For integer PEs: the value of each code in units of the format.</summary>
    public static int[] Integers(NumberFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        int unit = FixedPointValues.Of(format)?.UnitExponent ?? 0;
        return [.. Values(format).Select(value => (int)Math.ScaleB(value, -unit))];
    }

    /// <summary>For floating-point PEs.</summary>
    /// <param name="flushesSubnormals">Whether the decoder turns subnormal numbers into zero, as L-Mul needs
    /// it.</param>
    public static float[] Floats(NumberFormat format, bool flushesSubnormals)
    {
        ArgumentNullException.ThrowIfNull(format);
        double least = flushesSubnormals ? ((FloatingFormat)format).SmallestNormal : 0;
        return [.. Values(format).Select(value => Math.Abs(value) < least ? 0 : (float)value)];
    }

    private static IEnumerable<double> Values(NumberFormat format) =>
        Enumerable.Range(0, format.CodeCount).Select(format.Decode);
}
