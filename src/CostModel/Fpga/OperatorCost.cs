using Accel.Arch.Devices;

namespace Accel.CostModel.Fpga;

/// <summary>LUTs and DSP slices of an operator, or of several.</summary>
public readonly record struct OperatorCost(double Luts, double Dsps)
{
    public static OperatorCost operator +(OperatorCost left, OperatorCost right) =>
        new(left.Luts + right.Luts, left.Dsps + right.Dsps);

    public static OperatorCost operator *(double count, OperatorCost one) => new(count * one.Luts, count * one.Dsps);

    public FpgaResources Resources => new(Luts, 0, Dsps, 0, 0);
}
