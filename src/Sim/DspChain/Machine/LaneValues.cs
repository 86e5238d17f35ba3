using System.Runtime.CompilerServices;

namespace Accel.Sim.DspChain.Machine;

/// <summary>A value for each lane of a packed word.</summary>
[InlineArray(MaximumLanes)]
internal struct LaneValues
{
    /// <summary>The most lanes that a machine takes; ports leave room for fewer that are of use.</summary>
    public const int MaximumLanes = 16;

    private int _first;
}
