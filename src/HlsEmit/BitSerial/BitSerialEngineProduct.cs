using System.Diagnostics;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.Vectors;
using Accel.Sim.BitSerial;
using Accel.Sim.BitSerial.Machine;

namespace Accel.HlsEmit.BitSerial;

/// <summary>
/// Operands of a product from a seed, as streams and for the machine, and what the machine makes of them.
/// </summary>
internal sealed class BitSerialEngineProduct
{
    private readonly BitSerialDatapath _datapath;
    private readonly ProductShape _shape;
    private readonly Random _random;
    private readonly Half[] _activations;
    private readonly int[] _codes;
    private readonly Half[] _channelScales;
    private readonly int _groupSize;
    private readonly int _groups;
    private readonly int[] _extras;
    private readonly int[] _scaleCodes;

    public BitSerialEngineProduct(BitSerialDatapath datapath, ProductShape shape, int seed)
    {
        (_datapath, _shape, _random) = (datapath, shape, new Random(seed));
        _groupSize = datapath.Array.Group == 0 ? shape.K : Math.Min(datapath.Array.Group, shape.K);
        _groups = (shape.K + _groupSize - 1) / _groupSize;
        _activations = SeededHalves.Many(_random, shape.M * shape.K);
        _codes = Codes();
        _channelScales = Each(shape.N, _ => SeededHalves.ChannelScale(_random));
        _extras = Extras();
        _scaleCodes = Each(shape.N * _groups, _ => ScaleCode());
    }

    /// <summary>Steps the machine to the last output.</summary>
    /// <exception cref="UnreachableException">It took other cycles than the closed form.</exception>
    public EngineProduct Run()
    {
        BitSerialMachine machine = new(_datapath.Array, Operands());
        List<OutputBeat> outputs = [];
        long cycles = 0;
        while (!machine.IsDone)
        {
            machine.Step();
            cycles++;
            if (machine.Writes.Count > 0)
            {
                outputs.Add(new OutputBeat(Beat(machine), machine.IsDone));
            }
        }

        long expected = BitSerialTiming.Cycles(_datapath.Array, _shape.M, _shape.K, _shape.N);
        if (cycles != expected)
        {
            throw new UnreachableException($"the machine took {cycles} cycles, the closed form {expected}");
        }

        (List<BitWord> activations, List<BitWord> weights, List<BitWord> scales) = ([], [], []);
        foreach ((int token, int channel, int group) in GroupsInOrder())
        {
            int end = Math.Min(_shape.K, (group + 1) * _groupSize);
            for (int k = group * _groupSize; k < end; k += _datapath.Fabric.Lanes)
            {
                activations.Add(ActivationBeat(token, k, end));
                weights.Add(WeightBeat(channel, k, end));
            }

            scales.Add(ScaleBeat(channel, group));
        }

        return new EngineProduct { Operands = [activations, weights, scales], Outputs = outputs, Cycles = cycles };
    }

    private BitSerialOperands Operands()
    {
        GroupScale[] scales = [.. _scaleCodes.Select(Scale)];
        double[] values = Each(_codes.Length, i => _datapath.Coding.Value(
            _codes[i], _extras[(i / _shape.K * _groups) + (i % _shape.K / _groupSize)]));
        return _datapath.IsBitSerial
            ? BitSerialOperands.ForTerms(
                _shape.M, _shape.K, _shape.N, _activations,
                Each(values.Length, i => (int)Math.ScaleB(values[i], -_datapath.Coding.UnitExponent)),
                QuantizedOperands.Generator(_datapath.Coding.Element), _datapath.Array.Group, scales, _channelScales)
            : BitSerialOperands.ForMacs(
                _shape.M, _shape.K, _shape.N, _activations, Each(values.Length, i => (Half)values[i]),
                _datapath.Array.Group, scales, _channelScales);
    }

    /// <summary>First token, first channel and group of everything that is accumulated, in order.</summary>
    private IEnumerable<(int Token, int Channel, int Group)> GroupsInOrder() =>
        from channel in Steps(_shape.N, _datapath.Fabric.Rows)
        from token in Steps(_shape.M, _datapath.Fabric.Columns)
        from @group in Enumerable.Range(0, _groups)
        select (token, channel, @group);

    private static IEnumerable<int> Steps(int extent, int step) =>
        Enumerable.Range(0, (extent + step - 1) / step).Select(i => i * step);

    private BitWord ActivationBeat(int firstToken, int k, int end)
    {
        BitWord beat = new();
        for (int column = 0; column < _datapath.Fabric.Columns; column++)
        {
            for (int lane = 0; lane < _datapath.Fabric.Lanes; lane++)
            {
                int token = firstToken + column;
                beat.Put(token < _shape.M && k + lane < end
                    ? BitConverter.HalfToUInt16Bits(_activations[(token * _shape.K) + k + lane])
                    : _random.Next(1 << 16), 16);
            }
        }

        return beat;
    }

    private BitWord WeightBeat(int firstChannel, int k, int end)
    {
        BitWord beat = new();
        int bits = _datapath.Coding.CodeBits;
        for (int row = 0; row < _datapath.Fabric.Rows; row++)
        {
            for (int lane = 0; lane < _datapath.Fabric.Lanes; lane++)
            {
                int channel = firstChannel + row;
                beat.Put(channel < _shape.N && k + lane < end
                    ? _codes[(channel * _shape.K) + k + lane]
                    : _random.Next(1 << bits), bits);
            }
        }

        return Whole(beat);
    }

    private BitWord ScaleBeat(int firstChannel, int group)
    {
        BitWord beat = new();
        for (int row = 0; row < _datapath.Fabric.Rows; row++)
        {
            int channel = firstChannel + row;
            if (channel >= _shape.N)
            {
                beat.Put(_random.NextInt64(), _datapath.ScaleFieldBits);
                continue;
            }

            int index = (channel * _groups) + group;
            beat.Put(group == _groups - 1
                    ? BitConverter.HalfToUInt16Bits(_channelScales[channel]) : _random.Next(1 << 16), 16)
                .Put(_scaleCodes[index], _datapath.ScaleBits).Put(_extras[index], _datapath.Coding.ExtraBits);
        }

        return Whole(beat);
    }

    /// <summary>What the tiles have written in a cycle, each at its place.</summary>
    private BitWord Beat(BitSerialMachine machine)
    {
        var places = new int?[_datapath.OutputBits / 16];
        foreach (TileWrite write in machine.Writes)
        {
            int place = (write.FirstRow / _datapath.Array.TileRows * _datapath.Fabric.Columns) + write.FirstColumn;
            for (int i = 0; i < write.Tokens; i++)
            {
                places[place + i] = BitConverter.HalfToUInt16Bits(
                    machine.Outputs[((write.FirstToken + i) * _shape.N) + write.Channel]);
            }
        }

        BitWord beat = new();
        foreach (int? value in places)
        {
            beat.Put(value ?? 0, 16, matters: value is not null);
        }

        return beat;
    }

    private int[] Codes()
    {
        int count = _datapath.Coding.Element.CodeCount;
        if (_datapath.Coding.Format == 7)
        {
            return [.. SeededHalves.Many(_random, _shape.N * _shape.K).Select(BitConverter.HalfToUInt16Bits)];
        }

        int[] ends = [0, 1, (count / 2) - 1, count / 2, count - 1];
        return Each(_shape.N * _shape.K, _ =>
            _random.Next(4) == 0 ? ends[_random.Next(ends.Length)] : _random.Next(count));
    }

    /// <summary>Zero points or selectors; one a channel where the format has no groups.</summary>
    private int[] Extras()
    {
        int[] extras = Each(_shape.N * _groups, _ => _random.Next(_datapath.Coding.Extras));
        return _datapath.Weights.GroupSize > 0 ? extras : Each(extras.Length, i => extras[i / _groups * _groups]);
    }

    private int ScaleCode() => _datapath.ScaleBits switch
    {
        0 => 0,
        16 => BitConverter.HalfToUInt16Bits(Half.Abs(
            _random.Next(4) == 0 ? SeededHalves.Finite(_random) : (Half)_random.NextDouble())),
        _ => _random.Next(1 << 8),
    };

    private GroupScale Scale(int code) => _datapath.ScaleBits switch
    {
        0 => GroupScale.One,
        16 => GroupScale.FromFp16(BitConverter.UInt16BitsToHalf((ushort)code)),
        _ => GroupScale.FromInt8((byte)code),
    };

    private static BitWord Whole(BitWord beat) => beat.Bits % 8 == 0 ? beat : beat.Put(0, 8 - (beat.Bits % 8));

    private static T[] Each<T>(int count, Func<int, T> one)
    {
        var values = new T[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = one(i);
        }

        return values;
    }
}
