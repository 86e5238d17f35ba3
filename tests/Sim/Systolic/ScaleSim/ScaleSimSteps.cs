using Accel.Arch.Designs.Systolic;
using Accel.Arch.Workloads;
using Accel.Sim.Systolic.ScaleSim;

namespace Accel.Tests.Sim.Systolic.ScaleSim;

/// <summary>The same rules taken cycle by cycle and element by element, with sets and lists: slow and plain.</summary>
internal sealed class ScaleSimSteps
{
    private readonly ScaleSimProduct _product;
    private readonly Convolution? _convolution;
    private readonly ReadBuffer _activations;
    private readonly ReadBuffer _weights;
    private readonly WriteBuffer _outputs;

    public ScaleSimSteps(
        ScaleSimProduct product, Convolution? convolution, long activationBytes, long weightBytes, long outputBytes)
    {
        _product = product;
        _convolution = convolution;
        _activations = new ReadBuffer(activationBytes);
        _weights = new ReadBuffer(weightBytes);
        _outputs = new WriteBuffer(outputBytes, product.Columns);
        for (long column = 0; column < product.ColumnFolds; column++)
        {
            for (long row = 0; row < product.RowFolds; row++)
            {
                for (long line = 0; line < product.FoldCycles; line++)
                {
                    Step(row * product.Rows, column * product.Columns, line);
                    Cycles++;
                }
            }
        }

        Cycles--;
        _outputs.Finish(Cycles);
    }

    public long Cycles { get; private set; }

    public long ActivationsRead => _activations.Misses;

    public long WeightsRead => _weights.Misses;

    public long OutputsWritten => _outputs.Written;

    public bool HasStalled => _outputs.HasStalled;

    public long LastCycle => _outputs.LastCycle;

    private void Step(long row0, long column0, long line)
    {
        switch (_product.Dataflow)
        {
            case Dataflow.OutputStationary:
                for (long r = 0; r < _product.Rows; r++)
                {
                    Activation(row0 + r, line - r);
                }

                for (long c = 0; c < _product.Columns; c++)
                {
                    Weight(line - c, column0 + c);
                }

                for (long c = 0; c < _product.Columns; c++)
                {
                    // The bottom row leaves first.
                    long r = _product.Rows - 1 - (line - (_product.K - 1) - c);
                    if (r >= 0 && r < _product.Rows)
                    {
                        Output(row0 + r, column0 + c);
                    }
                }

                break;
            case Dataflow.WeightStationary:
                for (long r = 0; r < _product.Rows; r++)
                {
                    Activation(line - _product.Rows - r, row0 + r);
                }

                for (long c = 0; c < _product.Columns && line < _product.Rows; c++)
                {
                    Weight(row0 + _product.Rows - 1 - line, column0 + c);
                }

                for (long c = 0; c < _product.Columns; c++)
                {
                    Output(line - ((2 * _product.Rows) - 1) - c, column0 + c);
                }

                break;
            default:
                for (long c = 0; c < _product.Columns && line < _product.Rows; c++)
                {
                    Activation(column0 + c, row0 + _product.Rows - 1 - line);
                }

                for (long r = 0; r < _product.Rows; r++)
                {
                    Weight(row0 + r, line - _product.Rows - r);
                }

                for (long c = 0; c < _product.Columns; c++)
                {
                    Output(column0 + c, line - ((2 * _product.Rows) - 1) - c);
                }

                break;
        }
    }

    private void Activation(long m, long k)
    {
        if (m < 0 || m >= _product.M || k < 0 || k >= _product.K)
        {
            return;
        }

        if (_convolution is not { } image)
        {
            _activations.Read((m * _product.K) + k);
            return;
        }

        (long tap, long channel) = Math.DivRem(k, image.Channels);
        long y = (m / image.OutputWidth * image.StrideVertical) + (tap / image.FilterWidth);
        long x = (m % image.OutputWidth * image.StrideHorizontal) + (tap % image.FilterWidth);
        long width = image.Width + (2 * image.Padding);
        if (y < image.Height + (2 * image.Padding) && x < width)
        {
            _activations.Read((((y * width) + x) * image.Channels) + channel);
        }
    }

    private void Weight(long k, long n)
    {
        if (k >= 0 && k < _product.K && n >= 0 && n < _product.N)
        {
            _weights.Read((n * _product.K) + k);
        }
    }

    private void Output(long m, long n)
    {
        if (m >= 0 && m < _product.M && n >= 0 && n < _product.N)
        {
            _outputs.Write(Cycles);
        }
    }

    private sealed class ReadBuffer(long bytes)
    {
        private readonly HashSet<long> _set = [];

        public long Misses { get; private set; }

        public void Read(long address)
        {
            if (_set.Add(address))
            {
                Misses++;
                if (_set.Count == 50 * (bytes / 100))
                {
                    _set.Clear();
                }
            }
        }
    }

    private sealed class WriteBuffer(long bytes, long width)
    {
        private readonly List<long> _lines = [0];
        private long _taken;
        private long _end;

        public long Written { get; private set; }

        public long LastCycle { get; private set; }

        public bool HasStalled { get; private set; }

        public void Write(long cycle)
        {
            _taken++;
            if (++_lines[^1] == width)
            {
                _lines.Add(0);
            }

            if (cycle < _end)
            {
                HasStalled |= _taken >= bytes;
            }
            else if (_taken > bytes / 2)
            {
                Close();
                _end = Drain(cycle);
            }
        }

        public void Finish(long cycle)
        {
            Close();
            while (_lines.Count > 1)
            {
                cycle = Drain(cycle) + 1;
            }
        }

        private void Close()
        {
            if (_lines[^1] > 0)
            {
                _lines.Add(0);
            }
        }

        private long Drain(long cycle)
        {
            int count = (int)Math.Min(_lines.Count - 1, ((bytes / 2) + width - 1) / width);
            long size = ((count - 1) * width) + _lines[count - 1];
            Written += size;
            _taken -= size;
            _lines.RemoveRange(0, count);
            LastCycle = Math.Max(LastCycle, cycle + count - 1);
            return cycle + count - 1;
        }
    }
}
