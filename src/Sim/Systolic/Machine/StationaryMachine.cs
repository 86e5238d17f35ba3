using Accel.Arch.Designs.Systolic;

namespace Accel.Sim.Systolic.Machine;

/// <summary>
/// A weight-stationary array, and an input-stationary one, which is the same with the operands' roles exchanged.
/// </summary>
/// <remarks>
/// For each fold of K by vectors that stay: these are shifted in from below, a row a cycle; then vectors stream in from
/// the left, row i a cycle behind row i - 1, and sums move down, so that the sum of the s-th vector leaves column j in
/// cycle s + (rows - 1) + j of the stream. Accumulators below add the sums of all K folds of a chunk of the stream, in
/// the output buffer.
/// </remarks>
internal sealed class StationaryMachine<TOperand, TSum, TPe> : SystolicMachine<TOperand, TSum, TPe>
    where TOperand : unmanaged
    where TSum : unmanaged
    where TPe : struct, IPe<TOperand, TSum>
{
    private readonly bool _weightsStay;
    private readonly int _width;
    private readonly OperandMatrix<TOperand> _stream;
    private readonly OperandMatrix<TOperand> _staying;
    private readonly ShiftRegisters<TOperand> _left;
    private readonly TOperand[] _stationary;

    /// <summary>Sums of this cycle and of the one before, below a row of zeros.</summary>
    private TSum[] _sums;
    private TSum[] _sumsBefore;

    /// <summary>
    /// The fold's rows of the staying operand, and the stream's elements of the fold: [vector x rows].
    /// </summary>
    private readonly TOperand[] _loading;
    private readonly TOperand[] _streaming;

    private TravellingBits _bits = new(1, 1);
    private int _firstVector;
    private int _firstColumn;
    private int _firstK;
    private int _vectors;
    private int _columns;
    private int _rows;
    private int _time;

    public StationaryMachine(
        in SystolicArray array, long pes, TPe pe, OperandMatrix<TOperand> activations, OperandMatrix<TOperand> weights)
        : base(array, pes, pe, activations.Vectors, weights.Vectors)
    {
        _weightsStay = array.Dataflow == Dataflow.WeightStationary;
        (_stream, _staying) = _weightsStay ? (activations, weights) : (weights, activations);
        _width = array.Columns;
        int size = array.Rows * _width;
        (_left, _stationary) = (new ShiftRegisters<TOperand>(array.Rows, _width), new TOperand[size]);
        (_sums, _sumsBefore) = (new TSum[size + _width], new TSum[size + _width]);
        _loading = new TOperand[size];
        _streaming = new TOperand[(int)Math.Min(array.Depth, _stream.Vectors) * array.Rows];
        StartFold();
    }

    private int StreamCycles => _vectors + _rows + _columns - 2;

    internal override PeRegisters<TOperand, TSum> At(int row, int column)
    {
        if (row >= _rows || column >= _columns)
        {
            return default;
        }

        int place = (row * _width) + column;
        return new PeRegisters<TOperand, TSum>(
            _bits.Has(row, column), _left.Rows(_rows)[place], row >= _rows - _time, _stationary[place],
            _sums[_width + place]);
    }

    private protected override bool Advance()
    {
        if (_time < _rows)
        {
            Load(_time);
        }
        else
        {
            Stream(_time - _rows);
        }

        _time++;
        return _time < _rows + StreamCycles || NextFold();
    }

    private Span<T> InUse<T>(T[] registers) => registers.AsSpan(0, _rows * _width);

    /// <summary>A row enters from below and pushes the others up.</summary>
    private void Load(int row)
    {
        Span<TOperand> stationary = InUse(_stationary);
        stationary[_width..].CopyTo(stationary);
        Span<TOperand> bottom = stationary[^_width..];
        bottom.Clear();
        for (int column = 0; column < _columns; column++)
        {
            bottom[column] = _loading[(column * _rows) + row];
        }

        CountStaying(_columns);
    }

    private void Stream(int time)
    {
        int from = Math.Clamp(time - _vectors + 1, 0, _rows);
        int to = Math.Max(from, Math.Min(_rows, time + 1));
        _left.Move(_rows, from, to, _streaming, ((time - from) * _rows) + from, 1 - _rows);
        _bits.MoveAcross(from, to);
        CountStream(to - from);
        (_sums, _sumsBefore) = (_sumsBefore, _sums);
        Span<TOperand> left = _left.Rows(_rows);
        Pe.MultiplyAdd(left, InUse(_stationary), InUse(_sumsBefore), _sums.AsSpan(_width, left.Length));
        CountMacs(_bits.Count());
        Leave(time);
    }

    /// <summary>Sums of the last row go to the accumulators.</summary>
    private void Leave(int time)
    {
        ReadOnlySpan<TSum> bottom = _sums.AsSpan(_rows * _width, _width);
        int latest = time - (_rows - 1);
        int from = Math.Max(0, latest - _vectors + 1);
        int to = Math.Min(_columns, latest + 1);
        int left = Math.Max(0, to - from);
        if (left == 0)
        {
            return;
        }

        // Column by column, each a vector behind the one before: a diagonal of the outputs.
        (int across, int along) = _weightsStay ? (1, _staying.Vectors) : (_stream.Vectors, 1);
        int at = ((_firstColumn + from) * across) + ((_firstVector + latest - from) * along);
        for (int column = from; column < to; column++)
        {
            ref TSum total = ref Results[at];
            total = _firstK == 0 ? bottom[column] : Pe.Add(total, bottom[column]);
            at += across - along;
        }

        long bits = (long)left * Array.SumBits;
        if (_firstK > 0)
        {
            Counts.AccumulatorUpdates += left;
            Counts.OutputReadBits += bits;
        }

        if (_firstK + _rows == _stream.K)
        {
            CountOutputs(left);
        }
        else
        {
            Counts.OutputWriteBits += bits;
        }
    }

    private bool NextFold()
    {
        _firstK += _rows;
        if (_firstK == _stream.K)
        {
            (_firstK, _firstVector) = (0, _firstVector + _vectors);
        }

        if (_firstVector == _stream.Vectors)
        {
            (_firstVector, _firstColumn) = (0, _firstColumn + _columns);
        }

        if (_firstColumn == _staying.Vectors)
        {
            return false;
        }

        StartFold();
        return true;
    }

    private void StartFold()
    {
        _vectors = (int)Math.Min(Array.Depth, _stream.Vectors - _firstVector);
        _columns = Math.Min(_width, _staying.Vectors - _firstColumn);
        _rows = Math.Min(Array.Rows, _stream.K - _firstK);
        _bits = new TravellingBits(_rows, _columns);
        _left.Clear();
        _stationary.AsSpan().Clear();
        _sums.AsSpan().Clear();
        _sumsBefore.AsSpan().Clear();
        for (int column = 0; column < _columns; column++)
        {
            _staying.Read(_firstColumn + column, _firstK, _loading.AsSpan(column * _rows, _rows));
        }

        for (int vector = 0; vector < _vectors; vector++)
        {
            _stream.Read(_firstVector + vector, _firstK, _streaming.AsSpan(vector * _rows, _rows));
        }

        _time = 0;
    }

    private void CountStream(int elements)
    {
        if (_weightsStay)
        {
            CountActivations(elements);
        }
        else
        {
            CountWeights(elements);
        }
    }

    private void CountStaying(int elements)
    {
        if (_weightsStay)
        {
            CountWeights(elements);
        }
        else
        {
            CountActivations(elements);
        }
    }
}
