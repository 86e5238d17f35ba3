using Accel.Arch.Devices;
using Accel.CostModel.Estimates;

namespace Accel.CostModel.Fpga.Modules;

/// <summary>A piece of structure as it lands in an UltraScale+ fabric.</summary>
/// <param name="Taken">LUTs, carry chains, flip-flops and hard blocks.</param>
/// <param name="LutUncertainty">
/// Half the width of the band of the LUTs, over their number; flip-flops and hard blocks are counted.
/// </param>
public readonly record struct FabricPart(FpgaResources Taken, double LutUncertainty)
{
    /// <summary>What the LUTs of parts rest on.</summary>
    public const string Source =
        "structure; LUTs of parts as Yosys 0.23 maps them for UltraScale+ (tests/Reference/fpga_primitives.csv)";

    /// <summary>LUTs of a regular structure, such as a carry row: few errors.</summary>
    internal const double Regular = 0.05;

    /// <summary>Choices and shifts: a mapper shares and merges some.</summary>
    internal const double Selective = 0.2;

    /// <summary>Logic without a form.</summary>
    internal const double Irregular = 0.3;

    /// <summary>Both, side by side.</summary>
    public static FabricPart operator +(in FabricPart left, in FabricPart right)
    {
        FpgaResources sum = left.Taken + right.Taken;
        double band = Math.Sqrt(Square(left.Band) + Square(right.Band));
        return new(sum, sum.Luts == 0 ? 0 : band / sum.Luts);
    }

    /// <summary>So many of it: they err together.</summary>
    public static FabricPart operator *(in FabricPart one, double count) => one with { Taken = one.Taken * count };

    private double Band => Taken.Luts * LutUncertainty;

    /// <summary>As what a part costs.</summary>
    public Estimate ToEstimate() => new() { Resources = Taken, LutUncertainty = LutUncertainty, Source = Source };

    internal static FabricPart Logic(double luts, double uncertainty, double carries = 0) =>
        new(new FpgaResources(luts, 0, 0, 0, 0, 0, carries), uncertainty);

    private static double Square(double value) => value * value;
}
