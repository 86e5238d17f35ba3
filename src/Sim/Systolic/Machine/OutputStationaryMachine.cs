namespace Accel.Sim.Systolic.Machine;

/// <summary>An output-stationary array: tokens enter on the left, channels from above, sums leave at the top.</summary>
/// <remarks>
/// Row i starts i cycles late and column j j cycles late, so that the k-th elements of token i and channel j meet in PE
/// (i, j) in cycle k + i + j of the fold. When the last PE is done the sums move up, a row a cycle.
/// </remarks>
internal sealed class OutputStationaryMachine<TOperand, TSum, TPe> : SystolicMachine<TOperand, TSum, TPe>
    where TOperand : unmanaged
    where TSum : unmanaged
    where TPe : struct, IPe<TOperand, TSum>
{
    /// <summary>
    /// Elements between vectors beyond K, so that equal elements of all do not meet in one cache set.
    /// </summary>
    private const int Padding = 16;

    private readonly OperandMatrix<TOperand> _activations;
    private readonly OperandMatrix<TOperand> _weights;
    private readonly int _k;
    private readonly int _stride;
    private readonly int _width;
    private readonly ShiftRegisters<TOperand> _left;

    /// <summary>
    /// Rows of operands that travel down: the first row of PEs holds the one at <see cref="_top"/>, the second the
    /// next, and so on around, so that all move by moving that index.
    /// </summary>
    private readonly TOperand[] _right;
    private readonly TSum[] _sums;

    /// <summary>The fold's tokens and channels, decoded as they enter: [vector x stride].</summary>
    private readonly TOperand[] _tokens;
    private readonly TOperand[] _channels;

    private TravellingBits _leftBits = new(1, 1);
    private TravellingBits _rightBits = new(1, 1);
    private int _firstToken;
    private int _firstChannel;
    private int _rows;
    private int _columns;
    private int _top;
    private int _time;

    public OutputStationaryMachine(
        in SystolicArray array, long pes, TPe pe, OperandMatrix<TOperand> activations, OperandMatrix<TOperand> weights)
        : base(array, pes, pe, activations.Vectors, weights.Vectors)
    {
        (_activations, _weights, _k, _width) = (activations, weights, activations.K, array.Columns);
        _stride = _k + Padding;
        int size = array.Rows * array.Columns;
        (_right, _sums) = (new TOperand[size], new TSum[size]);
        _left = new ShiftRegisters<TOperand>(array.Rows, array.Columns);
        _tokens = new TOperand[Math.Min(array.Rows, activations.Vectors) * _stride];
        _channels = new TOperand[Math.Min(array.Columns, weights.Vectors) * _stride];
        StartFold();
    }

    private int Fill => _k + _rows + _columns - 2;

    /// <remarks>While sums leave, operands do not move: all have been used.</remarks>
    internal override PeRegisters<TOperand, TSum> At(int row, int column)
    {
        if (row >= _rows || column >= _columns)
        {
            return default;
        }

        bool moves = _time <= Fill;
        return new PeRegisters<TOperand, TSum>(
            moves && _leftBits.Has(row, column), _left.Rows(_rows)[(row * _width) + column],
            moves && _rightBits.Has(row, column), _right[((_top + row) % _rows * _width) + column],
            _sums[(row * _width) + column]);
    }

    private protected override bool Advance()
    {
        if (_time < Fill)
        {
            MoveAcross();
            MoveDown();
            Multiply();
        }
        else
        {
            Drain(_time - Fill);
        }

        _time++;
        return _time < Fill + _rows || NextFold();
    }

    private Span<T> InUse<T>(T[] registers) => registers.AsSpan(0, _rows * _width);

    /// <summary>Tokens move on by one PE; row i takes its element of K = time - i.</summary>
    private void MoveAcross()
    {
        (int from, int to) = Entering(_rows);
        _left.Move(_rows, from, to, _tokens, _time + (from * (_stride - 1)), _stride - 1);
        _leftBits.MoveAcross(from, to);
        CountActivations(to - from);
    }

    /// <summary>Channels move down by one PE; column j takes its element of K = time - j.</summary>
    private void MoveDown()
    {
        _top = (_top == 0 ? _rows : _top) - 1;
        Span<TOperand> entering = _right.AsSpan(_top * _width, _width);
        entering.Clear();
        (int from, int to) = Entering(_columns);
        int element = _time + (from * (_stride - 1));
        for (int column = from; column < to; column++)
        {
            entering[column] = _channels[element];
            element += _stride - 1;
        }

        _rightBits.MoveDown();
        _rightBits.Enter(from, to);
        CountWeights(to - from);
    }

    /// <summary>The vectors of an edge whose elements enter now.</summary>
    private (int From, int To) Entering(int vectors)
    {
        int from = Math.Clamp(_time - _k + 1, 0, vectors);
        return (from, Math.Max(from, Math.Min(vectors, _time + 1)));
    }

    private void Multiply()
    {
        Span<TOperand> left = _left.Rows(_rows);
        Span<TOperand> right = InUse(_right);
        Span<TSum> sums = InUse(_sums);
        int split = (_rows - _top) * _width;
        Pe.MultiplyAdd(left[..split], right[^split..], sums[..split], sums[..split]);
        Pe.MultiplyAdd(left[split..], right[..^split], sums[split..], sums[split..]);
        CountMacs(_leftBits.CountBoth(_rightBits));
    }

    /// <summary>
    /// The top row leaves and the others move up, zeros behind them: the next fold finds no sum in its PEs.
    /// </summary>
    private void Drain(int row)
    {
        Span<TSum> sums = InUse(_sums);
        int channels = _weights.Vectors;
        sums[.._columns].CopyTo(Results.AsSpan(((_firstToken + row) * channels) + _firstChannel));
        CountOutputs(_columns);
        sums[_width..].CopyTo(sums);
        sums[^_width..].Clear();
    }

    private bool NextFold()
    {
        _firstChannel += _columns;
        if (_firstChannel == _weights.Vectors)
        {
            (_firstChannel, _firstToken) = (0, _firstToken + _rows);
        }

        if (_firstToken == _activations.Vectors)
        {
            return false;
        }

        StartFold();
        return true;
    }

    private void StartFold()
    {
        _rows = Math.Min(Array.Rows, _activations.Vectors - _firstToken);
        _columns = Math.Min(_width, _weights.Vectors - _firstChannel);
        (_leftBits, _rightBits) = (new TravellingBits(_rows, _columns), new TravellingBits(_rows, _columns));
        _left.Clear();
        _right.AsSpan().Clear();
        for (int row = 0; row < _rows; row++)
        {
            _activations.Read(_firstToken + row, 0, _tokens.AsSpan(row * _stride, _k));
        }

        for (int column = 0; column < _columns; column++)
        {
            _weights.Read(_firstChannel + column, 0, _channels.AsSpan(column * _stride, _k));
        }

        (_top, _time) = (0, 0);
    }
}
