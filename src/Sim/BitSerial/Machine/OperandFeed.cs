using Accel.Arch.Activity;

namespace Accel.Sim.BitSerial.Machine;

/// <summary>
/// Reads the operand buffers, generates terms, and delays each tile row and column by its place: the skew.
/// </summary>
internal sealed class OperandFeed
{
    private readonly BitSerialArray _array;
    private readonly BitSerialOperands _operands;
    private readonly ActivationVectors _activations;
    private readonly WeightPacket?[][] _weightDelays;
    private readonly ActivationPacket?[][] _activationDelays;
    private readonly ActivationPacket?[] _held;
    private long _scaleGroups;

    public OperandFeed(BitSerialArray array, BitSerialOperands operands)
    {
        _array = array;
        _operands = operands;
        _activations = new ActivationVectors(operands);
        _weightDelays = [.. Enumerable.Range(0, array.TileGridRows).Select(i => new WeightPacket?[i + 1])];
        _activationDelays = [.. Enumerable.Range(0, array.TileGridColumns).Select(j => new ActivationPacket?[j + 1])];
        _held = new ActivationPacket?[array.TileGridColumns];
    }

    /// <summary>What leaves the skew registers towards the first tile of a row in this cycle.</summary>
    public WeightPacket? Weights(int tileRow) => _weightDelays[tileRow][tileRow];

    /// <summary>What leaves the skew registers towards the first tile of a column in this cycle.</summary>
    public ActivationPacket? Activations(int tileColumn) => _activationDelays[tileColumn][tileColumn];

    /// <summary>One cycle: shifts the skew registers and reads what the controller issued.</summary>
    public void Step(BeatControl? issued, ref ActivityCounts counts)
    {
        Shift(_weightDelays);
        Shift(_activationDelays);
        for (int i = 0; i < _weightDelays.Length; i++)
        {
            _weightDelays[i][0] = issued is null ? null : ReadWeights(issued, i);
        }

        for (int j = 0; j < _activationDelays.Length; j++)
        {
            // The terms of a weight meet the same activation: it is read once and held.
            _held[j] = issued is null ? null : issued.Term == 0 ? ReadActivations(issued, j)
                : _held[j]!.Value with { Control = issued };
            _activationDelays[j][0] = _held[j];
        }

        if (issued is { Term: 0 })
        {
            _scaleGroups += issued.StartsGroup ? issued.Rows : 0;
            counts.WeightReads += (long)issued.Rows * issued.Count;
            counts.ActivationReads += (long)issued.Columns * issued.Count;
            counts.WeightReadBits = BitSerialTiming.WeightBits(_array, counts.WeightReads, _scaleGroups);
            counts.ActivationReadBits = counts.ActivationReads * BitSerialArray.ActivationBits;
        }
    }

    private static void Shift<T>(T[][] delays)
    {
        foreach (T[] registers in delays)
        {
            Array.Copy(registers, 0, registers, 1, registers.Length - 1);
        }
    }

    private WeightPacket ReadWeights(BeatControl issued, int tileRow)
    {
        int first = tileRow * _array.TileRows;
        return new WeightPacket(
            issued, _operands, issued.FirstChannel + first, Math.Clamp(issued.Rows - first, 0, _array.TileRows));
    }

    private ActivationPacket ReadActivations(BeatControl issued, int tileColumn)
    {
        int first = tileColumn * _array.TileColumns;
        return new ActivationPacket(
            issued,
            _activations,
            issued.FirstToken + first,
            Math.Clamp(issued.Columns - first, 0, _array.TileColumns));
    }
}
