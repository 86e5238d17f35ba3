namespace Accel.Sim.BitSerial.Machine;

/// <summary>Bit-serial PEs: align, multiply, accumulate; a dequantizer each that adds one scale bit a cycle.</summary>
internal sealed class BitSerialTilePes(int rows, int columns, int unitExponent) : TilePes
{
    private readonly int[,] _largestExponents = new int[rows, columns];
    private readonly DotProduct[,] _products = new DotProduct[rows, columns];
    private readonly GroupAccumulator[,] _accumulators = new GroupAccumulator[rows, columns];
    private readonly GroupAccumulator[,] _multiplicands = new GroupAccumulator[rows, columns];
    private readonly GroupScale[] _scales = new GroupScale[rows];
    private readonly long[,] _scaled = new long[rows, columns];

    public override void Align(WeightPacket weights, ActivationPacket activations)
    {
        for (int row = 0; row < weights.Terms.Length; row++)
        {
            for (int column = 0; column < activations.Activations.Length; column++)
            {
                _largestExponents[row, column] =
                    PeArithmetic.LargestExponent(activations.Activations[column], weights.Terms[row]);
            }
        }
    }

    public override void Multiply(WeightPacket weights, ActivationPacket activations)
    {
        for (int row = 0; row < weights.Terms.Length; row++)
        {
            for (int column = 0; column < activations.Activations.Length; column++)
            {
                _products[row, column] = PeArithmetic.Multiply(
                    activations.Activations[column], weights.Terms[row], _largestExponents[row, column], unitExponent);
            }
        }
    }

    public override void Accumulate(BeatControl control, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                GroupAccumulator before = control.StartsGroup ? GroupAccumulator.Zero : _accumulators[row, column];
                _accumulators[row, column] = before.Add(_products[row, column]);
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
}
