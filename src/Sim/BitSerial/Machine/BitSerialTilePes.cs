using System.Numerics;

namespace Accel.Sim.BitSerial.Machine;

/// <summary>Bit-serial PEs: align, multiply, accumulate; a dequantizer each that adds one scale bit a cycle.</summary>
/// <remarks>
/// A register's number is held as a float of the same value: see <see cref="PeVectors"/>. A dequantizer's sum has more
/// bits than a float and is held as two, of the lower scale bits and of the upper.
/// </remarks>
internal sealed class BitSerialTilePes : TilePes
{
    private readonly int _unitExponent;
    private readonly int[] _largestExponents;
    private readonly float[] _products;
    private readonly float[] _accumulators;
    private readonly float[] _multiplicands;
    private readonly float[] _lower;
    private readonly float[] _upper;
    private readonly GroupScale[] _scales;

    public BitSerialTilePes(int rows, int columns, int unitExponent)
        : base(rows, columns)
    {
        _unitExponent = unitExponent;
        _largestExponents = Registers<int>();
        _products = Registers<float>();
        _accumulators = Registers<float>();
        _multiplicands = Registers<float>();
        _lower = Registers<float>();
        _upper = Registers<float>();
        _scales = new GroupScale[rows];
    }

    public override void Align(in WeightPacket weights, in ActivationPacket activations)
    {
        for (int column = 0; column < activations.Columns; column += ActivationVectors.Width)
        {
            int place = activations.Place(column);
            for (int row = 0; row < weights.Rows; row++)
            {
                PeVectors.LargestExponent(weights.Terms(row), activations.Activations, place)
                    .CopyTo(_largestExponents, (row * Padded) + column);
            }
        }
    }

    public override void Multiply(in WeightPacket weights, in ActivationPacket activations)
    {
        for (int column = 0; column < activations.Columns; column += ActivationVectors.Width)
        {
            int place = activations.Place(column);
            for (int row = 0; row < weights.Rows; row++)
            {
                int register = (row * Padded) + column;
                PeVectors.Multiply(
                    weights.Terms(row), activations.Activations, place, new(_largestExponents, register), _unitExponent)
                    .CopyTo(_products, register);
            }
        }
    }

    public override void Accumulate(BeatControl control, int rows, int columns)
    {
        for (int register = 0; register < rows * Padded; register += ActivationVectors.Width)
        {
            Vector<float> before = control.StartsGroup ? Vector<float>.Zero : new(_accumulators, register);
            PeVectors.Accumulate(before, new(_products, register)).CopyTo(_accumulators, register);
        }
    }

    public override void LoadDequantizers(
        BitSerialOperands operands, BeatControl control, int firstRow, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            _scales[row] = operands.GroupScaleAt(control.FirstChannel + firstRow + row, control.Group);
        }

        _accumulators.CopyTo(_multiplicands, 0);
        Array.Clear(_lower);
        Array.Clear(_upper);
    }

    public override void StepDequantizers(int bit, int rows, int columns)
    {
        float[] sums = bit < PeVectors.LowScaleBits ? _lower : _upper;
        var weight = new Vector<float>(1 << bit);
        for (int row = 0; row < rows; row++)
        {
            if ((_scales[row].Significand >> bit & 1) == 0)
            {
                continue;
            }

            int first = row * Padded;
            for (int register = first; register < first + Padded; register += ActivationVectors.Width)
            {
                (new Vector<float>(sums, register) + (new Vector<float>(_multiplicands, register) * weight))
                    .CopyTo(sums, register);
            }
        }
    }

    public override void Dequantized(int row, Span<float> values)
    {
        var exponent = new Vector<float>((_scales[row] with { Significand = 1 }).Value);
        for (int column = 0; column < Padded; column += ActivationVectors.Width)
        {
            int register = (row * Padded) + column;
            PeVectors.RoundDequantized(
                new Vector<float>(_upper, register) * exponent, new Vector<float>(_lower, register) * exponent)
                .CopyTo(values[column..]);
        }
    }
}
