namespace Accel.Sim.BitSerial.Machine;

/// <summary>What a tile column's operand register holds: the activations of its columns' lanes.</summary>
internal sealed record ActivationPacket(BeatControl Control, Half[][] Activations);
