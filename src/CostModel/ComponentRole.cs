namespace Accel.CostModel;

/// <summary>
/// Which activity makes a component spend energy: the counter of <c>ActivityCounts</c> that it is priced by.
/// </summary>
public enum ComponentRole
{
    /// <summary>A PE or a part of one: priced by PE-cycles.</summary>
    Pe,

    /// <summary>A unit where weights enter the array: priced by its own cycles.</summary>
    Edge,

    /// <summary>A decoder where activations enter the array: priced by its own cycles.</summary>
    ActivationEdge,

    /// <summary>An output accumulator: priced by updates.</summary>
    Accumulator,

    /// <summary>A lane of the vector unit: priced by elements and passes.</summary>
    VectorLane,

    /// <summary>An SRAM bank: priced by bits read and written.</summary>
    WeightBuffer,

    /// <inheritdoc cref="WeightBuffer"/>
    ActivationBuffer,

    /// <inheritdoc cref="WeightBuffer"/>
    OutputBuffer,
}
