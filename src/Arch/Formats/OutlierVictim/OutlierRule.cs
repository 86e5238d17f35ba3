namespace Accel.Arch.Formats.OutlierVictim;

/// <summary>Which of two outliers in a pair stays; the other one becomes zero.</summary>
/// <remarks>OliVe's paper and its released code differ here, so that both are offered.</remarks>
public enum OutlierRule
{
    /// <summary>The one of the larger magnitude before rounding, the left one if they are equal (notes on the
    /// paper).</summary>
    LargerWins,

    /// <summary>The left one, at the even position, whatever the magnitudes (the released code).</summary>
    LeftWins,
}
