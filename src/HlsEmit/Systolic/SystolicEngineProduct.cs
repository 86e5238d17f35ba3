using System.Diagnostics;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.Vectors;
using Accel.Sim.Systolic;
using Accel.Sim.Systolic.Machine;

namespace Accel.HlsEmit.Systolic;

/// <summary>
/// A product of seeded operands on an array: beats in the order of its folds, and the machine's outputs.
/// </summary>
internal sealed class SystolicEngineProduct
{
    /// <summary>What hardware makes of every NaN.</summary>
    private const int NaN = 0x7FC0_0000;

    private readonly SystolicDatapath _path;
    private readonly ProductShape _shape;
    private readonly SystolicOperand _activations;
    private readonly SystolicOperand _weights;
    private readonly List<BitWord> _activationBeats = [];
    private readonly List<BitWord> _weightBeats = [];
    private readonly List<OutputBeat> _outputs = [];

    public SystolicEngineProduct(SystolicDatapath path, ProductShape shape, int seed)
    {
        Random random = new(seed);
        (_path, _shape) = (path, shape);
        _activations = new SystolicOperand(
            path.ActivationFormat, path.Activations, path.ActivationBeatBits, shape.M, shape.K, random);
        _weights = new SystolicOperand(
            path.WeightFormat, path.Weights, path.WeightBeatBits, shape.N, shape.K, random);
    }

    /// <summary>Steps the machine and writes the beats.</summary>
    /// <exception cref="UnreachableException">The machine takes other cycles than the closed form says.</exception>
    public EngineProduct Run()
    {
        (long[] sums, long cycles) = _path.IsFloating ? Floats() : Integers();
        if (cycles != SystolicTiming.Cycles(_path.Array, _shape.M, _shape.K, _shape.N))
        {
            throw new UnreachableException($"the machine takes {cycles} cycles for {_shape}");
        }

        if (_path.IsOutputStationary)
        {
            WriteOutputStationary(sums);
        }
        else
        {
            WriteStationary(sums);
        }

        return new EngineProduct
        {
            Operands = [_activationBeats, _weightBeats], Outputs = _outputs, Cycles = cycles,
        };
    }

    private (long[] Sums, long Cycles) Integers()
    {
        IntegerPe pe = new(new IntegerSum(_path.Array.SumBits, _path.Fabric.Overflow));
        var machine = SystolicMachines.Of<int, long, IntegerPe>(
            _path.Array, _path.Fabric.Pes, pe, _activations.Integers(), _weights.Integers());
        long cycles = machine.Run().Cycles;
        return (machine.Outputs.ToArray(), cycles);
    }

    private (long[] Sums, long Cycles) Floats()
    {
        if (_path.Pe == SystolicPe.FloatingPoint)
        {
            return Floats<FloatingPe>(default);
        }

        int bits = LMulProduct.MantissaBits((FloatingFormat)_path.ActivationFormat, (FloatingFormat)_path.WeightFormat);
        return Floats(new LMulPe(bits));
    }

    private (long[] Sums, long Cycles) Floats<TPe>(TPe pe)
        where TPe : struct, IPe<float, float>
    {
        bool flushes = _path.Pe == SystolicPe.LMul;
        var machine = SystolicMachines.Of<float, float, TPe>(
            _path.Array, _path.Fabric.Pes, pe, _activations.Floats(flushes), _weights.Floats(flushes));
        long cycles = machine.Run().Cycles;
        long[] sums = [.. machine.Outputs.ToArray()
            .Select(sum => float.IsNaN(sum) ? NaN : (long)BitConverter.SingleToInt32Bits(sum))];
        return (sums, cycles);
    }

    private void WriteOutputStationary(long[] sums)
    {
        for (int token = 0; token < _shape.M; token += _path.Array.Rows)
        {
            int rows = Math.Min(_path.Array.Rows, _shape.M - token);
            for (int channel = 0; channel < _shape.N; channel += _path.Array.Columns)
            {
                int columns = Math.Min(_path.Array.Columns, _shape.N - channel);
                for (int k = 0; k < _shape.K; k++)
                {
                    Write(_activations, _activationBeats, token, rows, k, k);
                    Write(_weights, _weightBeats, channel, columns, k, k);
                }

                for (int row = token; row < token + rows; row++)
                {
                    int first = (row * _shape.N) + channel;
                    WriteOutputs(columns, column => sums[first + column]);
                }
            }
        }
    }

    private void WriteStationary(long[] sums)
    {
        (SystolicOperand passing, List<BitWord> passingBeats, SystolicOperand staying, List<BitWord> stayingBeats) =
            _path.ActivationsStay
                ? (_weights, _weightBeats, _activations, _activationBeats)
                : (_activations, _activationBeats, _weights, _weightBeats);
        for (int first = 0; first < staying.Vectors; first += _path.Array.Columns)
        {
            int columns = Math.Min(_path.Array.Columns, staying.Vectors - first);
            int depth = (int)Math.Min(_path.Array.Depth, passing.Vectors);
            for (int start = 0; start < passing.Vectors; start += depth)
            {
                int end = Math.Min(start + depth, passing.Vectors);
                for (int firstK = 0; firstK < _shape.K; firstK += _path.Array.Rows)
                {
                    int rows = Math.Min(_path.Array.Rows, _shape.K - firstK);
                    for (int k = 0; k < rows; k++)
                    {
                        Write(staying, stayingBeats, first, columns, firstK + k, k);
                    }

                    for (int vector = start; vector < end; vector++)
                    {
                        passingBeats.Add(passing.Along(vector, firstK, rows, _path.Array.Rows));
                    }
                }

                for (int vector = start; vector < end; vector++)
                {
                    WriteOutputs(columns, column => _path.ActivationsStay
                        ? sums[((first + column) * _shape.N) + vector]
                        : sums[(vector * _shape.N) + first + column]);
                }
            }
        }
    }

    /// <param name="kInFold">The element's place in its fold.</param>
    private static void Write(
        SystolicOperand operand, List<BitWord> beats, int first, int count, int k, int kInFold)
    {
        if (operand.BeginsBeat(kInFold))
        {
            beats.Add(operand.Across(first, count, k));
        }
    }

    private void WriteOutputs(int columns, Func<int, long> sum)
    {
        BitWord beat = new();
        for (int column = 0; column < columns; column++)
        {
            beat.Put(sum(column), 8 * _path.SumBytes);
        }

        beat.Skip(8 * _path.SumBytes * (_path.Array.Columns - columns));
        int outputs = _outputs.Count + 1;
        _outputs.Add(new OutputBeat(beat, outputs == OutputBeats));
    }

    private int OutputBeats => _path.ActivationsStay
        ? _shape.N * Folds(_shape.M)
        : _shape.M * Folds(_shape.N);

    private int Folds(int across) => (across + _path.Array.Columns - 1) / _path.Array.Columns;
}
