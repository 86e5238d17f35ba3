namespace Accel.Arch.Designs.Systolic;

/// <summary>What an integer accumulator does with a sum that does not fit. Either way the run reports it.</summary>
public enum AccumulatorOverflow
{
    /// <summary>The upper bits are lost, as an adder without more does.</summary>
    Wrap,

    /// <summary>
    /// The sum stays at the largest or smallest value from that addition on, until one brings it back.
    /// </summary>
    Saturate,
}
