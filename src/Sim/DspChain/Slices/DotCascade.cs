namespace Accel.Sim.DspChain.Slices;

/// <summary>DSP58 slices in INT8 mode joined by the cascade of their sums: three pairs a slice and cycle.</summary>
/// <remarks>
/// Slices are in segments; only the last one of a segment has a P register, and sums pass the others in one cycle.
/// Longer segments have fewer cycles of latency and need a slower clock. Operands of segment j are delayed by j cycles;
/// the sum is there ceil(n / segment) + 2 cycles after its first operands: A and B, multiplier, one for each segment;
/// with two registers on A and B a cycle later, which is n + 3 where every slice has its P register. The last slice may
/// add its own sum of earlier cycles. Source: FINN's matrix-vector unit for Versal.
/// </remarks>
public sealed class DotCascade
{
    private readonly Dsp58[] _slices;
    private readonly SliceInputs[] _inputs;
    private readonly DelayLine<(long A, long B)>[] _delays;
    private readonly DelayLine<bool> _continues;
    private readonly int _segments;
    private readonly int _operandRegisters;

    /// <param name="slices">Slices of the chain, n.</param>
    /// <param name="segment">Slices of a segment.</param>
    /// <param name="operandRegisters">Registers on A and B, one or two.</param>
    public DotCascade(int slices, int segment, int operandRegisters = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(operandRegisters, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(operandRegisters, 2);
        _operandRegisters = operandRegisters;
        ArgumentOutOfRangeException.ThrowIfLessThan(slices, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(segment, 1);
        _segments = (slices + segment - 1) / segment;
        _slices = new Dsp58[slices];
        _delays = new DelayLine<(long A, long B)>[slices];
        _inputs = new SliceInputs[slices];
        for (int i = 0; i < slices; i++)
        {
            bool ends = (i + 1) % segment == 0 || i + 1 == slices;
            _slices[i] = new Dsp58((ends ? Dsp58Settings.Dot : Dsp58Settings.DotThrough) with
            {
                ARegisters = operandRegisters, ACascadeRegisters = operandRegisters,
                BRegisters = operandRegisters, BCascadeRegisters = operandRegisters,
            });
            _delays[i] = new DelayLine<(long A, long B)>(i / segment);
        }

        // The last slice's OPMODE is registered once, its product twice or more, and it starts as many cycles late as
        // segments are in front of its own.
        _continues = new DelayLine<bool>(_segments - 1 + operandRegisters);
    }

    /// <summary>Cycles from operands to their sum.</summary>
    public int Latency => _segments + 1 + _operandRegisters;

    /// <summary>Joins three values of <paramref name="bits"/> bits, the first one lowest, to an operand.</summary>
    public static long Join(ReadOnlySpan<int> values, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, 3, nameof(values));
        long mask = (1L << bits) - 1;
        return (values[0] & mask) | ((values[1] & mask) << bits) | ((values[2] & mask) << (2 * bits));
    }

    /// <summary>Advances by one clock cycle.</summary>
    /// <param name="operands">A (three values of 9 bits) and B (three of 8) for each slice.</param>
    /// <param name="continues">Whether this cycle's dot product is added to the sum of the cycle before.</param>
    /// <returns>The sum behind the edge, of the operands of <see cref="Latency"/> - 1 steps ago.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many operands as slices.</exception>
    public long Step(ReadOnlySpan<(long A, long B)> operands, bool continues = false)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(operands.Length, _slices.Length, nameof(operands));
        bool adds = _continues.Pass(continues);
        for (int i = 0; i < _slices.Length; i++)
        {
            (long a, long b) = _delays[i].Pass(operands[i]);
            OpMode mode = i == 0 ? OpMode.Product : OpMode.ProductAndCascade;
            _inputs[i] = new SliceInputs
            {
                A = a,
                B = b,
                OpMode = adds && i == _slices.Length - 1 ? mode with { W = WSelect.Sum } : mode,
                PCascade = i == 0 ? 0 : _slices[i - 1].PCOut,
            };
            _slices[i].Clock(_inputs[i]);
        }

        // Behind the edge, sums pass the slices that have no register.
        for (int i = 0; i < _slices.Length; i++)
        {
            _slices[i].Settle(i == 0 ? _inputs[i] : _inputs[i] with { PCascade = _slices[i - 1].PCOut });
        }

        return _slices[^1].P;
    }
}
