namespace Accel.Sim.BitSerial.Machine;

/// <summary>The control word that travels with one cycle's operands through the array.</summary>
/// <param name="FirstChannel">Channel of the fold's row 0.</param>
/// <param name="FirstToken">Token of the fold's column 0.</param>
/// <param name="Rows">Active rows of the fold.</param>
/// <param name="Columns">Active columns of the fold.</param>
/// <param name="K">First weight of the beat.</param>
/// <param name="Count">Lanes in use.</param>
/// <param name="Term">Which term of the weights.</param>
/// <param name="StartsGroup">Accumulators start from zero.</param>
/// <param name="EndsGroup">Accumulators are handed over afterwards.</param>
/// <param name="EndsFold">The group is the last of K.</param>
internal sealed record BeatControl(
    int FirstChannel,
    int FirstToken,
    int Rows,
    int Columns,
    int Group,
    int K,
    int Count,
    int Term,
    bool StartsGroup,
    bool EndsGroup,
    bool EndsFold)
{
    /// <summary>Whether the fold's outputs start with this group.</summary>
    public bool IsFirstGroup => Group == 0;
}
