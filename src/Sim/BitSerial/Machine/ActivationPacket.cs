namespace Accel.Sim.BitSerial.Machine;

/// <summary>What a tile column's operand register holds: the activations of its columns' lanes.</summary>
internal sealed record ActivationPacket(BeatControl Control, Half[][] Activations)
{
    private UnpackedActivations? _unpacked;

    /// <summary>The same, taken apart; all tiles of a column share it.</summary>
    public UnpackedActivations Unpacked => _unpacked ??= new UnpackedActivations(Activations);
}
