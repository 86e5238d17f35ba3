using System.Globalization;
using System.Numerics;
using Accel.HlsEmit.DspChain;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.Vectors;
using Accel.Sim.DspChain.Machine;
using Accel.Tests.HlsEmit.Rtl.Lockstep;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>A core of DSP chains beside the machine: each clock, the P register of every slice.</summary>
/// <remarks>
/// The machine's first cycle is the one behind the command's; then a cycle of the RTL in which nothing is waited for is
/// one of the machine. A slice whose cycle belongs to no beat adds what is left over in the RTL; there the machine does
/// nothing, and nothing is compared.
/// </remarks>
internal sealed class ChainLockstep
{
    private const int ResetCycles = 3;

    /// <summary>Ports and registers that are looked at.</summary>
    public static IReadOnlyList<string> Signals { get; } =
    [
        .. new[] { "clk", "rst", "en", "command_*", "activations_*", "weights_*", "outputs_*" }
            .Select(name => $"dspchain_engine.{name}"),
        "DSP48E2.p_reg",
    ];

    private readonly VerilatedModel _model;
    private readonly ChainHardware _hardware;
    private readonly Random _random;
    private readonly int _pausePercent;
    private readonly bool[] _offers = new bool[2];

    public ChainLockstep(VerilatedModel model, ChainHardware hardware, Random random, int pausePercent)
    {
        (_model, _hardware, _random, _pausePercent) = (model, hardware, random, pausePercent);
        Registers = new RegisterComparison(model);
        model.Poke("command_valid", 0);
        model.Poke("rst", 1);
        for (int i = 0; i < ResetCycles; i++)
        {
            model.Clock();
        }

        model.Poke("rst", 0);
    }

    public RegisterComparison Registers { get; }

    /// <summary>Cycles since the reset.</summary>
    public long Cycle { get; private set; }

    /// <summary>Called behind the edge at the end of each cycle, before registers are compared.</summary>
    public Action<long>? Disturb { get; init; }

    /// <summary>Where the P register of a slice is.</summary>
    public string Sum(int chain, int slice) => string.Create(CultureInfo.InvariantCulture,
        $"core.g_group[{chain / _hardware.Fed}].g_chain[{chain}].chain.u_cascade.g_slice[{slice}].")
        + "g_dsp48e2.slice.slice.p_reg";

    /// <summary>Multiplies a product.</summary>
    /// <returns>Cycles of the machine.</returns>
    public long Run(ChainProduct product)
    {
        ProductShape shape = product.Shape;
        EngineProduct beats = ChainBeats.Of(_hardware, product);
        Queue<BitWord>[] streams = [.. beats.Operands.Select(words => new Queue<BitWord>(words))];
        DspChainMachine machine = new(_hardware.Model, product.Activations, product.Weights, [], shape.M);
        Command(shape);
        long cycles = 0;
        while (cycles < beats.Cycles)
        {
            bool moves = Offer(streams);
            if (moves)
            {
                Assert.That(machine.Step(), $"the machine has a cycle {cycles}");
                cycles++;
            }

            End(moves ? () => Compare(machine) : null);
        }

        Assert.That(machine.Step(), Is.False, "the machine ends");
        Assert.That(streams, Has.All.Empty, "every operand was taken");
        return cycles;
    }

    /// <summary>Offers a command until it is taken: when the sums of the product before have left.</summary>
    private void Command(ProductShape shape)
    {
        _model.Poke("command_data", new BigInteger(shape.M) | (new BigInteger(shape.K) << Engine.ExtentBits)
            | (new BigInteger(shape.N) << (2 * Engine.ExtentBits)));
        _model.Poke("command_valid", 1);
        bool isTaken = false;
        while (!isTaken)
        {
            _ = Offer([]);
            isTaken = !_model.Peek("command_ready").IsZero;
            End(null);
        }

        _model.Poke("command_valid", 0);
    }

    /// <summary>Offers operands, or lets the core wait for them or with its outputs.</summary>
    /// <returns>Whether the core moves in this cycle.</returns>
    private bool Offer(Queue<BitWord>[] streams)
    {
        string[] names = [_hardware.ActivationPort.Name, _hardware.WeightPort.Name];
        for (int i = 0; i < names.Length; i++)
        {
            // What is offered stays until it is taken.
            bool has = i < streams.Length && streams[i].Count > 0;
            _offers[i] = has && (_offers[i] || !Pauses());
            _model.Poke($"{names[i]}_valid", _offers[i] ? 1 : 0);
            _model.Poke($"{names[i]}_data", _offers[i] ? Number(streams[i].Peek()) : _random.NextInt64());
        }

        _model.Poke("outputs_ready", Pauses() ? 0 : 1);
        _model.Settle();
        for (int i = 0; i < names.Length; i++)
        {
            if (_offers[i] && !_model.Peek($"{names[i]}_ready").IsZero)
            {
                streams[i].Dequeue();
                _offers[i] = false;
            }
        }

        return !_model.Peek("en").IsZero;
    }

    private void End(Action? compare)
    {
        _model.Clock();
        Disturb?.Invoke(Cycle);
        compare?.Invoke();
        Cycle++;
    }

    private void Compare(DspChainMachine machine)
    {
        for (int chain = 0; chain < _hardware.Tile.Chains; chain++)
        {
            for (int slice = 0; slice < _hardware.Model.Slices; slice++)
            {
                if (machine.HasSum(chain, slice))
                {
                    Registers.Compare(Cycle, Sum(chain, slice), machine.SumOf(chain, slice));
                }
            }
        }
    }

    private bool Pauses() => _random.Next(100) < _pausePercent;

    private static BigInteger Number(BitWord word) =>
        BigInteger.Parse($"0{word.Value}", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
