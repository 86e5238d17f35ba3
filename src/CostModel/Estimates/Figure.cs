using Accel.Arch.Technologies;

namespace Accel.CostModel.Estimates;

/// <summary>A number and how far to trust it.</summary>
/// <param name="Value">In the unit that its place says.</param>
/// <param name="Uncertainty">
/// Half the width of the band over the value, 0.15 for 15 %: about nine of ten true values lie within.
/// </param>
/// <param name="Basis">How it was come by.</param>
public readonly record struct Figure(double Value, double Uncertainty, Basis Basis)
{
    /// <summary>Nothing at all, surely.</summary>
    public static readonly Figure Zero = new(0, 0, Basis.Counted);

    private double Band => Math.Abs(Value) * Uncertainty;

    /// <summary>Parts of one process err together, so that their bands add up and nothing averages out.</summary>
    public static Figure operator +(in Figure left, in Figure right)
    {
        double sum = left.Value + right.Value;
        return new(sum, sum == 0 ? 0 : (left.Band + right.Band) / Math.Abs(sum),
            left.Basis > right.Basis ? left.Basis : right.Basis);
    }

    /// <summary>So many of one kind: they err together.</summary>
    public static Figure operator *(in Figure one, double count) => one with { Value = one.Value * count };

    /// <summary>Two factors whose errors are independent.</summary>
    public static Figure Product(in Figure left, in Figure right) => new(left.Value * right.Value,
        Math.Sqrt((left.Uncertainty * left.Uncertainty) + (right.Uncertainty * right.Uncertainty)),
        left.Basis > right.Basis ? left.Basis : right.Basis);
}
