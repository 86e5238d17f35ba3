using System.Numerics;

namespace Accel.Sim.BitSerial.Machine;

/// <summary>
/// Baseline PEs: multiply, accumulate in binary32; the scale is applied where the column's accumulator takes the sum.
/// </summary>
internal sealed class MacTilePes : TilePes
{
    private readonly float[] _accumulators;
    private readonly float[] _dequantized;
    private (WeightPacket Weights, ActivationPacket Activations) _factors;

    public MacTilePes(int rows, int columns)
        : base(rows, columns)
    {
        _accumulators = Registers<float>();
        _dequantized = Registers<float>();
    }

    /// <remarks>
    /// Products are exact, so registers of the factors and registers of the products are the same thing.
    /// </remarks>
    public override void Multiply(in WeightPacket weights, in ActivationPacket activations) =>
        _factors = (weights, activations);

    /// <summary><see cref="MacArithmetic.Accumulate"/> for the columns of a row side by side.</summary>
    public override void Accumulate(BeatControl control, int rows, int columns)
    {
        (WeightPacket weights, ActivationPacket activations) = _factors;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<float> factors = weights.Weights(row);
            for (int column = 0; column < columns; column += ActivationVectors.Width)
            {
                int register = (row * Padded) + column;
                int place = activations.Place(column);
                Vector<float> sum = control.StartsGroup ? Vector<float>.Zero : new(_accumulators, register);
                foreach (float factor in factors)
                {
                    sum += activations.Activations.Values(place) * factor;
                    place += activations.Activations.Stride;
                }

                sum.CopyTo(_accumulators, register);
            }
        }
    }

    public override void LoadDequantizers(
        BitSerialOperands operands, BeatControl control, int firstRow, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            GroupScale scale = operands.GroupScaleAt(control.FirstChannel + firstRow + row, control.Group);
            for (int register = row * Padded; register < (row * Padded) + columns; register++)
            {
                _dequantized[register] = MacArithmetic.Dequantize(_accumulators[register], scale);
            }
        }
    }

    public override void StepDequantizers(int bit, int rows, int columns) =>
        throw new System.Diagnostics.UnreachableException("baseline PEs have no dequantizer");

    public override void Dequantized(int row, Span<float> values) =>
        _dequantized.AsSpan(row * Padded, Padded).CopyTo(values);
}
