namespace Accel.Arch.Designs.Systolic;

/// <summary>Which operand stays in the PEs while the others travel through the array.</summary>
public enum Dataflow
{
    /// <summary>Rows are tokens, columns output channels; a PE keeps one output while K passes by.</summary>
    OutputStationary,

    /// <summary>Rows are K, columns output channels; a PE keeps one weight while tokens pass by.</summary>
    WeightStationary,

    /// <summary>Rows are K, columns tokens; a PE keeps one activation while output channels pass by.</summary>
    InputStationary,
}
