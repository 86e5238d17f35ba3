using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Accel.Sim.BitSerial.Machine;

/// <summary>Bit-serial PEs: align, multiply, accumulate; a dequantizer each that adds one scale bit a cycle.</summary>
internal sealed class BitSerialTilePes(int rows, int columns, int unitExponent) : TilePes
{
    private readonly int _padded = UnpackedActivations.Padded(columns);
    private readonly int[] _largestExponents = new int[rows * UnpackedActivations.Padded(columns)];
    private readonly int[] _sums = new int[rows * UnpackedActivations.Padded(columns)];
    private readonly int[] _exponents = new int[rows * UnpackedActivations.Padded(columns)];
    private readonly GroupAccumulator[,] _accumulators = new GroupAccumulator[rows, columns];
    private readonly GroupAccumulator[,] _multiplicands = new GroupAccumulator[rows, columns];
    private readonly GroupScale[] _scales = new GroupScale[rows];
    private readonly long[,] _scaled = new long[rows, columns];

    /// <summary>The first stage of <see cref="PeArithmetic"/>, for the columns of a row side by side.</summary>
    public override void Align(WeightPacket weights, ActivationPacket activations)
    {
        UnpackedActivations unpacked = activations.Unpacked;
        for (int row = 0; row < weights.Terms.Length; row++)
        {
            Term[] terms = weights.Terms[row];
            for (int column = 0; column < unpacked.Columns; column += UnpackedActivations.Width)
            {
                Vector256<int> largest = Vector256.Create(PeArithmetic.NoExponent);
                for (int lane = 0; lane < terms.Length; lane++)
                {
                    if (terms[lane].Mantissa != 0)
                    {
                        largest = Vector256.Max(largest, Vector256.Create(unpacked.Exponents(lane, column))
                            + Vector256.Create(terms[lane].Exponent));
                    }
                }

                largest.CopyTo(_largestExponents, (row * _padded) + column);
            }
        }
    }

    /// <summary>The second stage, likewise.</summary>
    public override void Multiply(WeightPacket weights, ActivationPacket activations)
    {
        UnpackedActivations unpacked = activations.Unpacked;
        for (int row = 0; row < weights.Terms.Length; row++)
        {
            Term[] terms = weights.Terms[row];
            for (int column = 0; column < unpacked.Columns; column += UnpackedActivations.Width)
            {
                int place = (row * _padded) + column;
                Vector256<int> largest = Vector256.Create(_largestExponents.AsSpan(place, UnpackedActivations.Width));
                Vector256<int> sum = Vector256<int>.Zero;
                for (int lane = 0; lane < terms.Length; lane++)
                {
                    if (terms[lane].Mantissa != 0)
                    {
                        Vector256<int> distance = largest - Vector256.Create(unpacked.Exponents(lane, column))
                            - Vector256.Create(terms[lane].Exponent);
                        Vector256<int> aligned =
                            ShiftRightSticky(Vector256.Create(unpacked.Significands(lane, column)), distance);
                        Vector256<int> sign = Vector256.Create(unpacked.Signs(lane, column))
                            ^ Vector256.Create(terms[lane].IsNegative ? -1 : 0);
                        sum += (aligned ^ sign) - sign;
                    }
                }

                (sum << terms[0].BlockSignificance).CopyTo(_sums, place);
                (largest + Vector256.Create(PeArithmetic.AlignedExponent + unitExponent)).CopyTo(_exponents, place);
            }
        }
    }

    public override void Accumulate(BeatControl control, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                int place = (row * _padded) + column;
                GroupAccumulator before = control.StartsGroup ? GroupAccumulator.Zero : _accumulators[row, column];
                _accumulators[row, column] = before.Add(new DotProduct(_sums[place], _exponents[place]));
            }
        }
    }

    public override void LoadDequantizers(
        BitSerialOperands operands, BeatControl control, int firstRow, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            _scales[row] = operands.GroupScaleAt(control.FirstChannel + firstRow + row, control.Group);
            for (int column = 0; column < columns; column++)
            {
                _multiplicands[row, column] = _accumulators[row, column];
                _scaled[row, column] = 0;
            }
        }
    }

    public override void StepDequantizers(int bit, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            if ((_scales[row].Significand >> bit & 1) == 0)
            {
                continue;
            }

            for (int column = 0; column < columns; column++)
            {
                _scaled[row, column] += (long)_multiplicands[row, column].Significand << bit;
            }
        }
    }

    public override float Dequantized(int row, int column) => PeArithmetic.RoundDequantized(
        _scaled[row, column], _multiplicands[row, column].Exponent + _scales[row].Exponent);

    /// <summary>Ones that fall off are OR-ed into the last bit; a distance of 32 or more leaves nothing else.</summary>
    private static Vector256<int> ShiftRightSticky(Vector256<int> value, Vector256<int> distance)
    {
        Vector256<int> shifted, back;
        if (Avx2.IsSupported)
        {
            shifted = Avx2.ShiftRightLogicalVariable(value, distance.AsUInt32());
            back = Avx2.ShiftLeftLogicalVariable(shifted, distance.AsUInt32());
        }
        else
        {
            (shifted, back) = (value, value);
            for (int i = 0; i < UnpackedActivations.Width; i++)
            {
                int by = Math.Min(distance[i], 31);
                shifted = shifted.WithElement(i, value[i] >> by);
                back = back.WithElement(i, value[i] >> by << by);
            }
        }

        return shifted | Vector256.AndNot(Vector256<int>.One, Vector256.Equals(back, value));
    }
}
