namespace Accel.Sim.BitSerial.Machine;

/// <summary>
/// Baseline PEs: multiply, accumulate in binary32; the scale is applied where the column's accumulator takes the sum.
/// </summary>
internal sealed class MacTilePes(int rows, int columns) : TilePes
{
    private readonly (Half[] Activations, float[] Weights)[,] _beats = new (Half[], float[])[rows, columns];
    private readonly float[,] _accumulators = new float[rows, columns];
    private readonly float[,] _dequantized = new float[rows, columns];

    public override void Multiply(WeightPacket weights, ActivationPacket activations)
    {
        // Products are exact, so a register of the two factors and a register of the product are the same thing.
        for (int row = 0; row < weights.Weights.Length; row++)
        {
            for (int column = 0; column < activations.Activations.Length; column++)
            {
                _beats[row, column] = (activations.Activations[column], weights.Weights[row]);
            }
        }
    }

    public override void Accumulate(BeatControl control, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                (Half[] activations, float[] weights) = _beats[row, column];
                float before = control.StartsGroup ? 0 : _accumulators[row, column];
                _accumulators[row, column] = MacArithmetic.Accumulate(before, activations, weights);
            }
        }
    }

    public override void LoadDequantizers(
        BitSerialOperands operands, BeatControl control, int firstRow, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            GroupScale scale = operands.GroupScaleAt(control.FirstChannel + firstRow + row, control.Group);
            for (int column = 0; column < columns; column++)
            {
                _dequantized[row, column] = MacArithmetic.Dequantize(_accumulators[row, column], scale);
            }
        }
    }

    public override void StepDequantizers(int bit, int rows, int columns) =>
        throw new System.Diagnostics.UnreachableException("baseline PEs have no dequantizer");

    public override float Dequantized(int row, int column) => _dequantized[row, column];
}
