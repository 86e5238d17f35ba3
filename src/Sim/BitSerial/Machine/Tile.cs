using System.Diagnostics;
using Accel.Arch.Activity;

namespace Accel.Sim.BitSerial.Machine;

/// <summary>A tile: operands are broadcast to its PEs, which work in step; its registers are explicit.</summary>
internal sealed class Tile
{
    private readonly BitSerialArray _array;
    private readonly BitSerialOperands _operands;
    private readonly int _firstRow;
    private readonly int _firstColumn;
    private readonly int _tileRows;
    private readonly int _tileColumns;
    private readonly TilePes _pes;
    private readonly ColumnAccumulators _columns;
    private readonly (WeightPacket Weights, ActivationPacket Activations)?[] _pipeline;
    private BeatControl? _dequantizing;
    private int _scaleBit;

    public Tile(
        BitSerialArray array, BitSerialOperands operands, int tileRow, int tileColumn, List<TileWrite> writes)
    {
        _array = array;
        _operands = operands;
        _firstRow = tileRow * array.TileRows;
        _firstColumn = tileColumn * array.TileColumns;
        _tileRows = Math.Min(array.TileRows, array.Rows - _firstRow);
        _tileColumns = Math.Min(array.TileColumns, array.Columns - _firstColumn);
        _pes = operands.IsBitSerial
            ? new BitSerialTilePes(_tileRows, _tileColumns, operands.UnitExponent)
            : new MacTilePes(_tileRows, _tileColumns);
        _columns = new ColumnAccumulators(operands, _firstRow, _firstColumn, _tileRows, _tileColumns, writes);
        _pipeline = new (WeightPacket, ActivationPacket)?[array.Pipeline];
    }

    /// <summary>The operand registers, from which the next tiles to the right and below load.</summary>
    public WeightPacket? Weights { get; private set; }

    /// <inheritdoc cref="Weights"/>
    public ActivationPacket? Activations { get; private set; }

    /// <summary>One cycle: every stage takes what the registers before it held at its start.</summary>
    public void Step(
        WeightPacket? weights, ActivationPacket? activations, Span<Half> outputs, ref ActivityCounts counts)
    {
        _columns.Step(outputs, ref counts);
        StepDequantizers();
        StepPipeline(ref counts);
        if (!ReferenceEquals(weights?.Control, activations?.Control))
        {
            throw new UnreachableException("weights and activations met out of step");
        }

        (Weights, Activations) = (weights, activations);
        if (weights is { Control: var control } && _operands.IsBitSerial && ActiveRows(control) > 0
            && ActiveColumns(control) > 0)
        {
            counts.EncoderCycles++;
        }
    }

    private void StepDequantizers()
    {
        if (_dequantizing is not { } control)
        {
            return;
        }

        _pes.StepDequantizers(_scaleBit, ActiveRows(control), ActiveColumns(control));
        _scaleBit++;
        if (_scaleBit == _array.DequantizationCycles)
        {
            _columns.Load(_pes, control, ActiveRows(control), ActiveColumns(control));
            _dequantizing = null;
        }
    }

    private void StepPipeline(ref ActivityCounts counts)
    {
        // Stage i works on what stage i - 1 latched; the last one accumulates, the one before it multiplies.
        int last = _pipeline.Length - 1;
        for (int i = last; i >= 0; i--)
        {
            _pipeline[i] = i > 0 ? _pipeline[i - 1] : Operands();
            if (_pipeline[i] is not var (weights, activations))
            {
                continue;
            }

            if (i == last)
            {
                Accumulate(weights.Control, ref counts);
            }
            else if (i == last - 1)
            {
                _pes.Multiply(weights, activations);
            }
            else
            {
                _pes.Align(weights, activations);
            }
        }
    }

    private (WeightPacket, ActivationPacket)? Operands() =>
        Weights is { Control: var control } && ActiveRows(control) > 0 && ActiveColumns(control) > 0
            ? (Weights.Value, Activations!.Value)
            : null;

    private void Accumulate(BeatControl control, ref ActivityCounts counts)
    {
        int rows = ActiveRows(control);
        int columns = ActiveColumns(control);
        _pes.Accumulate(control, rows, columns);
        counts.PeActiveCycles += (long)rows * columns;
        counts.Macs += control.Term == 0 ? (long)rows * columns * control.Count : 0;
        if (!control.EndsGroup)
        {
            return;
        }

        if (_dequantizing is not null)
        {
            throw new UnreachableException("a group overran the dequantizers");
        }

        _pes.LoadDequantizers(_operands, control, _firstRow, rows, columns);
        if (_array.DequantizationCycles == 0)
        {
            _columns.Load(_pes, control, rows, columns);
        }
        else
        {
            (_dequantizing, _scaleBit) = (control, 0);
        }
    }

    private int ActiveRows(BeatControl control) => Math.Clamp(control.Rows - _firstRow, 0, _tileRows);

    private int ActiveColumns(BeatControl control) => Math.Clamp(control.Columns - _firstColumn, 0, _tileColumns);
}
