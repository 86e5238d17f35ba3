using System.Numerics;
using Accel.Arch.Designs.DspChain;
using Accel.HlsEmit.DspChain;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Engines;
using Accel.Sim.DspChain.Machine;
using Accel.Tests.HlsEmit.Rtl.Lockstep;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>P registers of whole cores, each clock, beside those of the stepped machine.</summary>
[TestFixture(Category = "rtl")]
public class ChainLockstepTests
{
    private static readonly DspChainEngineFamily Family = new();

    private readonly Dictionary<string, (VerilatedLibrary Library, EmissionRequest Request)> _cores = [];

    [OneTimeTearDown]
    public void DisposeLibraries()
    {
        foreach ((VerilatedLibrary library, _) in _cores.Values)
        {
            library.Dispose();
        }
    }

    /// <summary>Adjust units, two kinds of sparse steps, feed groups; tracked carries in an odd number of
    /// chains.</summary>
    [TestCase("mixed", 0)]
    [TestCase("mixed", 25)]
    [TestCase("tracked", 0)]
    [TestCase("tracked", 25)]
    public void Engine_EachClock_HoldsTheMachinesSums(string core, int pausePercent)
    {
        (VerilatedLibrary library, EmissionRequest request) = Core(core);
        using VerilatedModel model = new(library, seed: 11);
        ChainHardware hardware = HardwareOf(request);
        ChainLockstep lockstep = new(model, hardware, new Random(630), pausePercent);
        long cycles = 0;
        long sums = 0;
        int seed = 1;
        foreach (ProductShape shape in Family.Shapes(request.Design, request.Weights, request.Activations))
        {
            ChainProduct product = ChainProduct.Of(hardware, shape, seed++);
            cycles += lockstep.Run(product);
            sums += ChainLoops.Passes(hardware.Model, product.Weights, shape.M).Sum(pass =>
                (pass.Tokens + pass.BeatTokens - 1) / pass.BeatTokens * pass.ChainsWith(0, 0, hardware.Tile.Chains));
        }

        Assert.That(lockstep.Registers.Differences, Is.Empty);
        Assert.That(lockstep.Cycle, Is.GreaterThan(cycles));
        Assert.That(lockstep.Registers.Compared, Is.EqualTo(sums * hardware.Model.Slices), "each beat in each slice");
    }

    /// <summary>One bit that turns over at a cycle's end is named at once, and what follows from it later.</summary>
    [Test]
    public void Engine_WithABitThatTurnsOver_IsNamed()
    {
        const int Chain = 1;
        const int Slice = 5;
        const int Bit = 47;
        (VerilatedLibrary library, EmissionRequest request) = Core("mixed");
        using VerilatedModel model = new(library, seed: 12);
        ChainHardware hardware = HardwareOf(request);

        // Behind the command's cycle the second beat of a chain of the first group, at its way into P of the slice.
        long cycle = 1 + 1 + hardware.Model.MultiplexerStages + Slice + 3;
        string register = new ChainLockstep(model, hardware, new Random(0), 0).Sum(Chain, Slice);
        ChainLockstep lockstep = new(model, hardware, new Random(631), 0)
        {
            Disturb = now =>
            {
                if (now == cycle)
                {
                    model.Poke(register, model.Peek(register) ^ (BigInteger.One << Bit));
                }
            },
        };
        ProductShape shape = Family.Shapes(request.Design, request.Weights, request.Activations)[1];
        lockstep.Run(ChainProduct.Of(hardware, shape, seed: 3));
        RegisterDifference[] first = [.. lockstep.Registers.Differences.TakeWhile(one => one.Cycle <= cycle)];
        Assert.That(first, Has.Length.EqualTo(1), string.Join('\n', lockstep.Registers.Differences));
        Assert.Multiple(() =>
        {
            Assert.That((first[0].Cycle, first[0].Register), Is.EqualTo((cycle, register)));
            Assert.That(first[0].Rtl ^ first[0].Machine, Is.EqualTo(BigInteger.One << Bit));
            Assert.That(lockstep.Registers.Differences.Select(one => (one.Cycle, one.Register)),
                Does.Contain((cycle + 1, lockstep.Sum(Chain, Slice + 1))));
        });
    }

    private static ChainHardware HardwareOf(EmissionRequest request) =>
        ChainHardware.For((DspChainFabric)request.Design.Fabric, request.Weights, request.Activations);

    private (VerilatedLibrary Library, EmissionRequest Request) Core(string name)
    {
        if (!_cores.TryGetValue(name, out (VerilatedLibrary, EmissionRequest) core))
        {
            EmissionRequest request = name == "mixed"
                ? ChainDesigns.Shipped("flightllm-u280", "int4/128~11.2:16")
                : ChainDesigns.Packed("w4a4-2x2", "int4", "int4", OverflowRule.TrackCarries);
            Engine engine = Family.Engine(request.Design, request.Weights, request.Activations);
            core = (new VerilatedLibrary(VerilatedRuntimes.Shared, engine.Module, ChainLockstep.Signals,
                [.. engine.Parameters.Select(one => (one.Name, (int)one.Value))]), request);
            _cores.Add(name, core);
        }

        return core;
    }
}
