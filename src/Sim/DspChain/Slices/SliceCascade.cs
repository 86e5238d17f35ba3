namespace Accel.Sim.DspChain.Slices;

/// <summary>DSP48E2 slices joined by the cascade of their sums: one dot product of packed operands a cycle.</summary>
/// <remarks>
/// Each slice adds its product to the sum of the slice before, one cycle later; operands of slice i are therefore
/// delayed by i cycles. The sum of n slices is there n + 3 cycles after its first operands: A, D and B, pre-adder,
/// multiplier, and n sums. The last slice may add its own sum of earlier cycles.
/// </remarks>
public sealed class SliceCascade
{
    private readonly Dsp48E2[] _slices;
    private readonly DelayLine<PackedOperands>[] _delays;
    private readonly DelayLine<bool> _continues;

    /// <param name="slices">Slices of the chain, n.</param>
    public SliceCascade(int slices)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(slices, 1);
        _slices = [.. Enumerable.Range(0, slices).Select(_ => new Dsp48E2(Dsp48E2Settings.Chain))];
        _delays = [.. Enumerable.Range(0, slices).Select(i => new DelayLine<PackedOperands>(i))];

        // The last slice's OPMODE is registered once, its product three times, and it starts n - 1 cycles late.
        _continues = new DelayLine<bool>(slices + 1);
    }

    /// <summary>Cycles from operands to their sum.</summary>
    public int Latency => _slices.Length + 3;

    /// <summary>The sum of each slice, from the first one on.</summary>
    public long SumOf(int slice) => _slices[slice].P;

    /// <summary>Advances by one clock cycle.</summary>
    /// <param name="operands">Operands of this cycle's dot product, one pair for each slice.</param>
    /// <param name="continues">Whether it is added to the sum of the cycle before.</param>
    /// <returns>The sum behind the edge, of the operands of <see cref="Latency"/> - 1 steps ago.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many operands as slices.</exception>
    public long Step(ReadOnlySpan<PackedOperands> operands, bool continues = false)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(operands.Length, _slices.Length, nameof(operands));
        bool adds = _continues.Pass(continues);

        // From the last one back, so that each still sees the sum of the slice before as it was in front of the edge.
        for (int i = _slices.Length - 1; i >= 0; i--)
        {
            PackedOperands operand = _delays[i].Pass(operands[i]);
            OpMode mode = i == 0 ? OpMode.Product : OpMode.ProductAndCascade;
            _slices[i].Step(new SliceInputs
            {
                A = operand.A,
                D = operand.D,
                B = operand.B,
                InMode = InMode.EnableD | (operand.Subtracts ? InMode.Subtract : InMode.None),
                OpMode = adds && i == _slices.Length - 1 ? mode with { W = WSelect.Sum } : mode,
                PCascade = i == 0 ? 0 : _slices[i - 1].PCOut,
            });
        }

        return _slices[^1].P;
    }
}
