namespace Accel.Sim.BitSerial.Machine;

/// <summary>The outputs that one tile writes in a cycle: a channel of consecutive tokens.</summary>
/// <param name="FirstRow">The array's row in which the tile begins.</param>
/// <param name="FirstColumn">The array's column in which the tile begins, and the first token stands.</param>
/// <param name="Channel">Column of the outputs.</param>
/// <param name="FirstToken">First of its rows.</param>
/// <param name="Tokens">How many.</param>
public readonly record struct TileWrite(int FirstRow, int FirstColumn, int Channel, int FirstToken, int Tokens);
