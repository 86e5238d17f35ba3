using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats.Ternary;
using Accel.HlsEmit.Vectors;
using Accel.Sim.TableLookup;
using Accel.Sim.TableLookup.Machine;

namespace Accel.Tests.HlsEmit.Rtl.TableLookup;

/// <summary>A product on lookup_core.v, checked word by word against the stepped machine.</summary>
internal sealed class CoreProduct
{
    private readonly LookupEngine _engine;
    private readonly int _m;
    private readonly int _k;
    private readonly int _n;
    private readonly Random _random;
    private readonly sbyte[] _activations;
    private readonly PackedWeights _weights;

    /// <param name="engine">With the stages of <see cref="LookupEngine.From"/>.</param>
    public CoreProduct(in LookupEngine engine, int m, int k, int n, int seed)
    {
        (_engine, _m, _k, _n, _random) = (engine, m, k, n, new Random(seed));
        _activations =
        [
            .. Enumerable.Range(0, m * k)
                .Select(_ => (sbyte)(_random.Next(6) == 0 ? (_random.Next(2) * 254) - 127 : _random.Next(-127, 128))),
        ];
        sbyte[] weights = [.. Enumerable.Range(0, n * k).Select(_ => (sbyte)_random.Next(-1, 2))];
        _weights = PackedWeights.Pack(engine, weights, k, n);
    }

    private int Steps => (int)_engine.Steps(_k);

    private int Iterations => (int)_engine.Iterations(_n);

    /// <summary>Simulates the product twice.</summary>
    /// <param name="stalls">Whether operands come late; then cycles are not compared.</param>
    /// <param name="isFull">Whether there is no room for sums at times; then cycles are not compared either.</param>
    /// <param name="resetAt">The cycle of a first attempt in which the engine is reset; 0 for none.</param>
    public void Check(bool stalls = false, bool isFull = false, int resetAt = 0)
    {
        using RtlBench bench = new("TableLookup", "lookup_core_tb");
        bench.With("G", _engine.Group).With("T", _engine.Tables).With("Q", _engine.Lookups)
            .With("VARIANT", 2 - (int)_engine.Variant).With("OVERLAP", _engine.OverlapsBuild ? 1 : 0)
            .With("INTERVAL", _engine.Interval).With("DEPTH", Iterations).With("M", _m).With("K", _k).With("N", _n)
            .With("STEPS", Steps).With("ITERATIONS", Iterations)
            .With("CYCLES", TableLookupTiming.Cycles(_engine, _m, _k, _n)).With("STALLS", stalls ? 1 : 0)
            .With("FULL", isFull ? 1 : 0).With("RESET_AT", resetAt);
        bench.Write("activations.hex", Activations());
        bench.Write("indices.hex", Indices());
        bench.Write("expected.hex", Expected());
        Assert.That(bench.Run(), Is.EqualTo(2L * _m * Iterations), ToString());
    }

    public override string ToString() => $"{_engine}, M = {_m}, K = {_k}, N = {_n}";

    /// <summary>A word for each token and step, zeros beyond K.</summary>
    private IEnumerable<BitWord> Activations() =>
        Enumerable.Range(0, _m * Steps).Select(word => new BitWord().PutAll(
            Enumerable.Range(word % Steps * _engine.StepWidth, _engine.StepWidth)
                .Select(k => k < _k ? (int)_activations[(word / Steps * _k) + k] : 0),
            LookupEngine.ActivationBits));

    /// <summary>A word for each step and iteration; channels beyond N have any index.</summary>
    private IEnumerable<BitWord> Indices() =>
        Enumerable.Range(0, Steps * Iterations).Select(word => new BitWord().PutAll(
            Enumerable.Range(word % Iterations * _engine.Lookups, _engine.Lookups)
                .SelectMany(channel => channel < _n
                    ? _weights.Vector(word / Iterations, channel).ToArray().Select(index => (int)index)
                    : Enumerable.Range(0, _engine.Tables).Select(_ => _random.Next(_engine.Sums))),
            TernaryIndex.Bits(_engine.Group)));

    /// <summary>What the machine gives, with the cycle in which it does.</summary>
    private List<BitWord> Expected()
    {
        TableLookupMachine machine = new(_engine, _activations, _weights, _m);
        List<BitWord> words = [];
        long written = 0;
        bool goes = true;
        while (goes)
        {
            goes = machine.Step();
            int lanes = (int)(machine.Counts.OutputWrites - written);
            if (lanes == 0)
            {
                continue;
            }

            int[] sums = [.. machine.Outputs.Slice((int)written, lanes), .. new int[_engine.Lookups - lanes]];
            words.Add(new BitWord().PutAll(sums, 32).Put((1L << lanes) - 1, _engine.Lookups)
                .Put(machine.Counts.Cycles - 1, 32));
            written += lanes;
        }

        return words;
    }
}
