using Accel.Arch.Activity;

namespace Accel.Sim.BitSerial.Machine;

/// <summary>A bit-serial array stepped cycle by cycle with real operands; output-stationary.</summary>
/// <remarks>
/// Each <see cref="Step"/> is one clock cycle: controller, operand buffers and skew registers, then every tile from the
/// far corner back, so that each reads its neighbours' registers as they were. The room's README draws a fold by hand.
/// </remarks>
public sealed class BitSerialMachine
{
    private readonly BitSerialArray _array;
    private readonly IssueController _controller;
    private readonly OperandFeed _feed;
    private readonly Tile[,] _tiles;
    private readonly Half[] _outputs;
    private readonly List<TileWrite> _writes = [];
    private ActivityCounts _counts;
    private long _cycle;

    /// <exception cref="ArgumentException">The operands were not made for this array.</exception>
    public BitSerialMachine(BitSerialArray array, BitSerialOperands operands)
    {
        ArgumentNullException.ThrowIfNull(operands);
        ArgumentOutOfRangeException.ThrowIfNotEqual(operands.TermsPerWeight, array.CyclesPerBeat, nameof(operands));
        ArgumentOutOfRangeException.ThrowIfNotEqual(operands.IsBitSerial, array.HasEncoders, nameof(operands));
        ArgumentOutOfRangeException.ThrowIfNotEqual(
            operands.GroupSize, array.Group == 0 ? operands.K : Math.Min(array.Group, operands.K), nameof(operands));
        ArgumentOutOfRangeException.ThrowIfNotEqual(
            array.Pipeline,
            operands.IsBitSerial ? BitSerialArray.BitSerialPipeline : BitSerialArray.MacPipeline,
            nameof(array));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(array.Lanes, PeArithmetic.MaximumLanes, nameof(array));
        if (operands.IsBitSerial
            && Array.Exists(operands.GroupScales, scale => scale.Significand >> array.DequantizationCycles != 0))
        {
            throw new ArgumentException("a group scale has more bits than dequantization has cycles", nameof(operands));
        }

        if (!operands.IsBitSerial && array.DequantizationCycles != 0)
        {
            throw new ArgumentException("baseline PEs have no dequantizer", nameof(array));
        }

        _array = array;
        _controller = new IssueController(array, operands);
        _feed = new OperandFeed(array, operands);
        _outputs = new Half[operands.M * operands.N];
        _tiles = new Tile[array.TileGridRows, array.TileGridColumns];
        for (int i = 0; i < array.TileGridRows; i++)
        {
            for (int j = 0; j < array.TileGridColumns; j++)
            {
                _tiles[i, j] = new Tile(array, operands, i, j, _writes);
            }
        }
    }

    /// <summary>Row-major [M x N]; complete when <see cref="IsDone"/>.</summary>
    public ReadOnlySpan<Half> Outputs => _outputs;

    /// <summary>What tiles have written in the last cycle.</summary>
    public IReadOnlyList<TileWrite> Writes => _writes;

    /// <summary>Whether the last output was written.</summary>
    public bool IsDone => _counts.OutputWrites == _outputs.Length;

    /// <summary>What was counted up to now.</summary>
    public ActivityCounts Counts => _counts with
    {
        Cycles = _cycle,
        ComputeCycles = _cycle,
        PeIdleCycles = _cycle * _array.Rows * _array.Columns - _counts.PeActiveCycles,
    };

    /// <summary>One clock cycle.</summary>
    public void Step()
    {
        _writes.Clear();
        _feed.Step(_controller.Step(), ref _counts);
        for (int i = _array.TileGridRows - 1; i >= 0; i--)
        {
            for (int j = _array.TileGridColumns - 1; j >= 0; j--)
            {
                WeightPacket? weights = j == 0 ? _feed.Weights(i) : _tiles[i, j - 1].Weights;
                ActivationPacket? activations = i == 0 ? _feed.Activations(j) : _tiles[i - 1, j].Activations;
                _tiles[i, j].Step(weights, activations, _outputs, ref _counts);
            }
        }

        _cycle++;
    }

    /// <summary>Steps to the last output.</summary>
    public ActivityCounts Run()
    {
        while (!IsDone)
        {
            Step();
        }

        return Counts;
    }
}
