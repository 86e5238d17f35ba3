using Accel.Arch.Units;

namespace Accel.CostModel;

/// <summary>The area of a design by component. Synthesis areas and SRAM macros, without placement overhead.</summary>
/// <param name="Pes">The PE array.</param>
/// <param name="Edge">Units at the array's edge: term encoders, decoders.</param>
/// <param name="Accumulators">Output accumulators outside the PEs.</param>
public readonly record struct AreaBreakdown(
    SquareMillimetres Pes,
    SquareMillimetres Edge,
    SquareMillimetres Accumulators,
    SquareMillimetres VectorUnit,
    SquareMillimetres WeightBuffer,
    SquareMillimetres ActivationBuffer,
    SquareMillimetres OutputBuffer)
{
    public SquareMillimetres Buffers => WeightBuffer + ActivationBuffer + OutputBuffer;

    public SquareMillimetres Total => Pes + Edge + Accumulators + VectorUnit + Buffers;
}
