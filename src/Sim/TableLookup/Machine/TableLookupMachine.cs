using Accel.Arch.Activity;

namespace Accel.Sim.TableLookup.Machine;

/// <summary>A table-lookup engine, stepped cycle by cycle, that computes one product with real operands.</summary>
/// <remarks>
/// The controller starts an iteration as soon as its interval is over, index vectors have arrived and the step's tables
/// are built; it starts a step no sooner after the one before than an accumulator takes to be added to. The next build
/// starts with the step's first lookup, into the other tables, or behind its last where there are no others. An
/// accumulator is read in the first of its cycles and written in the last, so that a read between would miss a sum. A
/// token's first step stores without reading; the sums of its last leave.
/// </remarks>
public sealed class TableLookupMachine
{
    private readonly LookupEngine _engine;
    private readonly PackedWeights _weights;
    private readonly WeightBanks _banks;
    private readonly TableBuilder _tables;
    private readonly LookupBeat[] _stages;
    private readonly int[] _accumulators;
    private readonly int[] _outputs;
    private readonly int _steps;
    private ActivityCounts _counts;

    /// <summary>Where the first stage is.</summary>
    private int _first;

    /// <summary>The step that looks up, counted over all tokens.</summary>
    private int _step;
    private long _stepStart = long.MinValue / 2;
    private long _lastLookup = long.MinValue / 2;

    /// <param name="activations">[M x K], -127 to 127.</param>
    /// <exception cref="ArgumentException">A size does not fit, or an activation is -128.</exception>
    public TableLookupMachine(
        in LookupEngine engine, ReadOnlyMemory<sbyte> activations, PackedWeights weights, int m)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfNotEqual(activations.Length, m * weights.K);
        LookupArithmetic.CheckActivations(activations.Span);
        (_engine, _weights) = (engine, weights);
        _banks = new WeightBanks(engine, weights, m);
        _tables = new TableBuilder(engine, activations, m, weights.K);
        LookupEngine own = engine;
        _stages = [.. Enumerable.Range(0, engine.LookupCycles).Select(_ => new LookupBeat(own))];
        (_accumulators, _outputs) = (new int[weights.N], new int[m * weights.N]);
        _steps = (int)engine.Steps(weights.K);
        _tables.Start();
    }

    /// <summary>Raw sums, row-major [M x N]; complete once <see cref="Step"/> has returned false.</summary>
    public ReadOnlySpan<int> Outputs => _outputs;

    /// <summary>What has been counted so far.</summary>
    public ActivityCounts Counts => _counts with
    {
        ComputeCycles = _counts.Cycles,
        PeIdleCycles = (_engine.Pes * _counts.Cycles) - _counts.PeActiveCycles,
        EncoderCycles = _tables.Entries,
        ActivationReads = _tables.Reads,
        ActivationReadBits = _tables.Reads * LookupEngine.ActivationBits,
        WeightReadBits = _banks.Vectors * _engine.VectorBits,
    };

    /// <summary>Steps to the end.</summary>
    /// <returns>Everything the machine counted.</returns>
    public ActivityCounts Run()
    {
        while (Step())
        {
        }

        return Counts;
    }

    /// <summary>Advances one cycle; false when the last sum has left.</summary>
    public bool Step()
    {
        MoveStages();
        bool endsStep = LookUp();
        for (int i = 1; i < _stages.Length; i++)
        {
            LookupBeat beat = Stage(i);
            if (beat.IsValid)
            {
                Advance(beat, i);
            }
        }

        _banks.Advance();
        _tables.Advance();
        if (endsStep)
        {
            _step++;
            if (!_engine.OverlapsBuild)
            {
                _tables.Start();
            }
        }

        _counts.Cycles++;
        return _counts.OutputWrites < _outputs.Length;
    }

    /// <summary>All iterations move on by a stage; the first is left empty.</summary>
    private void MoveStages()
    {
        // The registers stay, and the first stage goes around.
        _first = (_first == 0 ? _stages.Length : _first) - 1;
        _stages[_first].IsValid = false;
    }

    private LookupBeat Stage(int stage)
    {
        int at = _first + stage;
        return _stages[at < _stages.Length ? at : at - _stages.Length];
    }

    /// <summary>Starts an iteration if it can.</summary>
    /// <returns>Whether it was the last of its step.</returns>
    private bool LookUp()
    {
        if (_banks.Arrived is not { } iteration || !_tables.IsReady(_step)
            || _counts.Cycles - _lastLookup < _engine.Interval)
        {
            return false;
        }

        if (iteration.Channel == 0)
        {
            if (_counts.Cycles - _stepStart < _engine.AccumulateCycles)
            {
                return false;
            }

            _stepStart = _counts.Cycles;
            if (_engine.OverlapsBuild)
            {
                _tables.Start();
            }
        }

        _lastLookup = _counts.Cycles;
        _banks.Take();
        Stage(0).LookUp(iteration, _weights, _tables, _step);
        long weights = Math.Min(_engine.StepWidth, _weights.K - (iteration.Step * _engine.StepWidth)) * iteration.Lanes;
        _counts.Macs += weights;
        _counts.WeightReads += weights;
        _counts.PeActiveCycles += (long)iteration.Lanes * _engine.Tables;
        return iteration.Channel + iteration.Lanes == _weights.N;
    }

    /// <summary>
    /// What a stage does; earlier stages first, so that accumulators are read before they are written.
    /// </summary>
    private void Advance(LookupBeat beat, int stage)
    {
        int reduction = stage - 1 - _engine.NegateStages;
        int accumulation = reduction - _engine.ReductionStages;
        if (reduction < 0)
        {
            beat.Negate();
        }
        else if (accumulation < 0)
        {
            beat.Reduce();
        }

        if (accumulation == 0 && beat.Iteration.Step > 0)
        {
            ReadAccumulators(beat);
        }

        if (accumulation == _engine.AccumulateCycles - 1)
        {
            Write(beat);
        }
    }

    private void ReadAccumulators(LookupBeat beat)
    {
        WeightBanks.Fetched iteration = beat.Iteration;
        Span<int> sums = beat.Sums;
        ReadOnlySpan<int> accumulators = _accumulators.AsSpan(iteration.Channel, sums.Length);
        for (int lane = 0; lane < sums.Length; lane++)
        {
            sums[lane] += accumulators[lane];
        }

        _counts.AccumulatorUpdates += iteration.Lanes;
        _counts.OutputReadBits += (long)iteration.Lanes * LookupEngine.SumBits;
    }

    /// <summary>Sums go back to the accumulators, or leave.</summary>
    private void Write(LookupBeat beat)
    {
        WeightBanks.Fetched iteration = beat.Iteration;
        bool leaves = iteration.Step == _steps - 1;
        Span<int> target = leaves ? _outputs.AsSpan(iteration.Token * _weights.N) : _accumulators;
        beat.Sums.CopyTo(target[iteration.Channel..]);
        _counts.OutputWriteBits += (long)iteration.Lanes * LookupEngine.SumBits;
        _counts.OutputWrites += leaves ? iteration.Lanes : 0;
    }
}
