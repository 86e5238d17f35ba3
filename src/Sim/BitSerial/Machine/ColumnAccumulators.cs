using System.Diagnostics;
using Accel.Arch.Activity;

namespace Accel.Sim.BitSerial.Machine;

/// <summary>
/// A tile's PE output registers, the accumulator of each of its PE columns, and the stage that scales and writes.
/// </summary>
/// <remarks>
/// An accumulator takes one PE's value a cycle in row order and adds it to the column buffer's entry for that row. With
/// the last group of K the sum goes on to the output stage instead, so that the entries are free for the next fold at
/// once: one buffer of a tile's rows for each column is enough.
/// </remarks>
internal sealed class ColumnAccumulators(
    BitSerialOperands operands, int firstRow, int firstColumn, int tileRows, int tileColumns, List<TileWrite> writes)
{
    private readonly int _padded = ActivationVectors.Padded(tileColumns);
    private readonly float[] _registers = new float[tileRows * ActivationVectors.Padded(tileColumns)];
    private readonly float[] _sums = new float[tileRows * ActivationVectors.Padded(tileColumns)];
    private readonly float[] _finished = new float[tileColumns];
    private BeatControl? _control;
    private BeatControl? _finishing;
    private int _rows;
    private int _columns;
    private int _row;
    private int _finishingRow;

    /// <summary>Takes a group into the output registers, at the end of the cycle.</summary>
    /// <exception cref="UnreachableException">The registers still hold the group before.</exception>
    public void Load(TilePes pes, BeatControl control, int rows, int columns)
    {
        if (_control is not null)
        {
            throw new UnreachableException("a group overran the column accumulators");
        }

        (_control, _rows, _columns, _row) = (control, rows, columns, 0);
        for (int row = 0; row < rows; row++)
        {
            pes.Dequantized(row, _registers.AsSpan(row * _padded, _padded));
        }
    }

    /// <summary>One cycle.</summary>
    public void Step(Span<Half> outputs, ref ActivityCounts counts)
    {
        Write(outputs, ref counts);
        if (_control is not { } control)
        {
            return;
        }

        for (int column = 0; column < _columns; column++)
        {
            int place = (_row * _padded) + column;
            _sums[place] = (control.IsFirstGroup ? 0 : _sums[place]) + _registers[place];
            _finished[column] = _sums[place];
        }

        counts.AccumulatorUpdates += _columns;
        if (control.EndsFold)
        {
            (_finishing, _finishingRow) = (control, _row);
        }

        _row++;
        if (_row == _rows)
        {
            _control = null;
        }
    }

    private void Write(Span<Half> outputs, ref ActivityCounts counts)
    {
        if (_finishing is not { } control)
        {
            return;
        }

        int channel = control.FirstChannel + firstRow + _finishingRow;
        int columns = Math.Min(tileColumns, control.Columns - firstColumn);
        for (int column = 0; column < columns; column++)
        {
            int token = control.FirstToken + firstColumn + column;
            outputs[token * operands.N + channel] =
                PeArithmetic.Finish(_finished[column], operands.ChannelScales[channel]);
        }

        writes.Add(new TileWrite(firstRow, firstColumn, channel, control.FirstToken + firstColumn, columns));
        counts.OutputWrites += columns;
        counts.OutputWriteBits += (long)columns * BitSerialArray.OutputBits;
        _finishing = null;
    }
}
