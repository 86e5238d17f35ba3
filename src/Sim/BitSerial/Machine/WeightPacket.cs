namespace Accel.Sim.BitSerial.Machine;

/// <summary>What a tile row's operand register holds: the terms (or baseline weights) of its rows' lanes.</summary>
internal sealed record WeightPacket(BeatControl Control, Term[][] Terms, float[][] Weights);
