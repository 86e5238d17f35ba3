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
    private readonly OperandMatrix<TOperand> _activations;
    private readonly OperandMatrix<TOperand> _weights;
    private readonly int _k;
    private readonly TOperand[] _left;
    private readonly TOperand[] _right;
    private readonly TSum[] _sums;

    /// <summary>The fold's tokens and channels, decoded as they enter: [vector x K].</summary>
    private readonly TOperand[] _tokens;
    private readonly TOperand[] _channels;

    private TravellingBits _leftBits = new(1, 1);
    private TravellingBits _rightBits = new(1, 1);
    private int _firstToken;
    private int _firstChannel;
    private int _rows;
    private int _columns;
    private int _time;

    public OutputStationaryMachine(
        in SystolicArray array, long pes, TPe pe, OperandMatrix<TOperand> activations, OperandMatrix<TOperand> weights)
        : base(array, pes, pe, activations.Vectors, weights.Vectors)
    {
        (_activations, _weights, _k) = (activations, weights, activations.K);
        int size = array.Rows * array.Columns;
        (_left, _right, _sums) = (new TOperand[size], new TOperand[size], new TSum[size]);
        _tokens = new TOperand[Math.Min(array.Rows, activations.Vectors) * _k];
        _channels = new TOperand[Math.Min(array.Columns, weights.Vectors) * _k];
        StartFold();
    }

    private int Fill => _k + _rows + _columns - 2;

    private protected override bool Advance()
    {
        if (_time < Fill)
        {
            Shift();
            Pe.MultiplyAdd(InUse(_left), InUse(_right), InUse(_sums), InUse(_sums));
            CountMacs(_leftBits.CountBoth(_rightBits));
        }
        else
        {
            Drain(_time - Fill);
        }

        _time++;
        return _time < Fill + _rows || NextFold();
    }

    private Span<T> InUse<T>(T[] registers) => registers.AsSpan(0, _rows * Array.Columns);

    /// <summary>Every operand moves on by one PE, and new ones enter at the edges.</summary>
    private void Shift()
    {
        Span<TOperand> left = InUse(_left);
        left[..^1].CopyTo(left[1..]);
        int entered = 0;
        for (int row = 0; row < _rows; row++)
        {
            int k = _time - row;
            bool enters = k >= 0 && k < _k;
            left[row * Array.Columns] = enters ? _tokens[(row * _k) + k] : default;
            _leftBits.MoveAcross(row, enters);
            entered += enters ? 1 : 0;
        }

        CountActivations(entered);
        Span<TOperand> right = InUse(_right);
        right[..^Array.Columns].CopyTo(right[Array.Columns..]);
        _rightBits.MoveDown();
        Span<TOperand> top = right[..Array.Columns];
        top.Clear();
        int from = Math.Max(0, _time - _k + 1);
        int to = Math.Min(_columns, _time + 1);
        for (int column = from; column < to; column++)
        {
            top[column] = _channels[(column * _k) + _time - column];
        }

        _rightBits.Enter(from, to);
        CountWeights(Math.Max(0, to - from));
    }

    /// <summary>The top row leaves and the others move up.</summary>
    private void Drain(int row)
    {
        Span<TSum> sums = InUse(_sums);
        int channels = _weights.Vectors;
        sums[.._columns].CopyTo(Results.AsSpan(((_firstToken + row) * channels) + _firstChannel));
        CountOutputs(_columns);
        sums[Array.Columns..].CopyTo(sums);
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
        _columns = Math.Min(Array.Columns, _weights.Vectors - _firstChannel);
        (_leftBits, _rightBits) = (new TravellingBits(_rows, _columns), new TravellingBits(_rows, _columns));
        _left.AsSpan().Clear();
        _right.AsSpan().Clear();
        _sums.AsSpan().Clear();
        for (int row = 0; row < _rows; row++)
        {
            _activations.Read(_firstToken + row, 0, _tokens.AsSpan(row * _k, _k));
        }

        for (int column = 0; column < _columns; column++)
        {
            _weights.Read(_firstChannel + column, 0, _channels.AsSpan(column * _k, _k));
        }

        _time = 0;
    }
}
