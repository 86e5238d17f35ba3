using Accel.HlsEmit.Vectors;
using Accel.Sim.DspChain;
using Accel.Sim.DspChain.Machine;
using Accel.Tests.Sim.DspChain;

namespace Accel.Tests.HlsEmit.Rtl.DspChain;

/// <summary>What goes into a core of dense chains, cycle by cycle, and what the machine says comes out.</summary>
/// <remarks>Where nothing is said, there is noise: no operand of an idle cycle may matter.</remarks>
internal sealed class ChainStream(ChainEngine engine, int rowBits, int seed)
{
    private readonly List<Cycle> _cycles = [];
    private readonly Random _random = new(seed);

    /// <summary>Cycles so far, and sums that have left.</summary>
    public int Cycles => _cycles.Count;

    public int Sums { get; private set; }

    public IEnumerable<BitWord> Stimulus => _cycles.Select(StimulusOf);

    public IEnumerable<BitWord> Expected => _cycles.Select(ExpectedOf);

    /// <summary>Adds a product; it begins as the one before has ended.</summary>
    public void Add(ChainCase one)
    {
        int start = Math.Max(0, Cycles - 1);
        int[] steps = Expect(one, start);
        long cycles = DspChainTiming.Cycles(
            engine, one.M, one.K, one.N, ChainSteps.Dense(engine, one.K));
        Assert.That(steps.Max() + 1, Is.EqualTo(cycles), "the machine's last sum is the closed form's");
        Feed(one, start);
    }

    private Cycle At(int cycle)
    {
        while (_cycles.Count <= cycle)
        {
            _cycles.Add(new Cycle(engine, _random));
        }

        return _cycles[cycle];
    }

    /// <summary>Steps the machine; a sum that it has behind a step is there before the next edge.</summary>
    /// <returns>The step in which each sum leaves.</returns>
    private int[] Expect(ChainCase one, int start)
    {
        DspChainMachine machine = one.Machine();
        int[] product = one.Product();
        Assert.That(product, Has.None.Zero, "a sum of zero is not seen to leave");
        var steps = new int[product.Length];
        Array.Fill(steps, -1);
        for (int step = 0; machine.Step(); step++)
        {
            for (int i = 0; i < steps.Length; i++)
            {
                if (steps[i] < 0 && machine.Outputs[i] != 0)
                {
                    steps[i] = step;
                    int token = i / one.N % engine.TokenTile;
                    At(start + step + 1).Sums[(i % one.N % engine.Chains * 2) + (token % 2)] = machine.Outputs[i];
                    Sums++;
                }
            }
        }

        Assert.That(machine.Outputs.ToArray(), Is.EqualTo(product));
        return steps;
    }

    /// <summary>The loops: token tiles, channel tiles, steps; passes of b beats that feed f groups.</summary>
    private void Feed(ChainCase one, int start)
    {
        (sbyte[] activations, sbyte[] weights) = (one.Activations(), one.Weights());
        int steps = (int)engine.Steps(one.K);
        int cycle = start;
        for (int token = 0; token < one.M; token += engine.TokenTile)
        {
            int tokens = Math.Min(engine.TokenTile, one.M - token);
            for (int channel = 0; channel < one.N; channel += engine.Chains)
            {
                int chains = Math.Min(engine.Chains, one.N - channel);
                int groups = (chains + engine.FedChains - 1) / engine.FedChains;
                for (int step = 0; step < steps; step++)
                {
                    for (int row = 0; row < tokens; row += 2)
                    {
                        Cycle beat = At(cycle + (row / 2));
                        beat.Lanes = row + 1 < tokens ? 3 : 1;
                        (beat.First, beat.Store, beat.Leave, beat.Row) =
                            (row == 0, step == 0, step == steps - 1, row / 2);
                        for (int lane = 0; lane < 2 && row + lane < tokens; lane++)
                        {
                            beat.Take(activations, (token + row + lane) * one.K, one.K, step, lane);
                        }
                    }

                    for (int chain = 0; chain < chains; chain++)
                    {
                        At(cycle + (chain / engine.FedChains))
                            .Feed(weights, (channel + chain) * one.K, one.K, step, chain);
                    }

                    cycle += Math.Max((tokens + 1) / 2, groups);
                }
            }
        }
    }

    private BitWord StimulusOf(Cycle cycle)
    {
        BitWord row = new BitWord().Below(cycle.Lanes, 2).Below(cycle.First ? 1 : 0, 1).Below(cycle.Store ? 1 : 0, 1)
            .Below(cycle.Leave ? 1 : 0, 1).Below(cycle.Row, rowBits).Below(cycle.Fed, engine.Chains);
        foreach (sbyte weight in cycle.Weights.Reverse())
        {
            row.Below(weight, 8);
        }

        foreach (sbyte activation in cycle.Activations.Reverse())
        {
            row.Below(activation, 8);
        }

        return row;
    }

    private static BitWord ExpectedOf(Cycle cycle)
    {
        BitWord row = new();
        foreach (int? sum in cycle.Sums.Reverse())
        {
            row.Below(sum is null ? 0 : 1, 1);
        }

        foreach (int? sum in cycle.Sums.Reverse())
        {
            row.Below(sum ?? 0, 32);
        }

        return row;
    }

    /// <summary>The ports in one cycle.</summary>
    private sealed class Cycle
    {
        private readonly ChainEngine _engine;

        public Cycle(in ChainEngine engine, Random random)
        {
            _engine = engine;
            Activations = Noise(random, 2 * engine.Slices);
            Weights = Noise(random, engine.FedChains * engine.Slices);
            Sums = new int?[2 * engine.Chains];
            (Store, Leave) = (random.Next(2) == 0, random.Next(2) == 0);
        }

        public int Lanes { get; set; }

        public bool First { get; set; }

        public bool Store { get; set; }

        public bool Leave { get; set; }

        public int Row { get; set; }

        public long Fed { get; private set; }

        /// <summary>[slices x 2 tokens]; [fed chains x slices].</summary>
        public sbyte[] Activations { get; }

        public sbyte[] Weights { get; }

        /// <summary>[chains x 2 tokens].</summary>
        public int?[] Sums { get; }

        public void Take(sbyte[] activations, int first, int k, int step, int lane)
        {
            for (int slice = 0; slice < _engine.Slices; slice++)
            {
                int at = (step * _engine.Slices) + slice;
                Activations[(slice * 2) + lane] = at < k ? activations[first + at] : (sbyte)0;
            }
        }

        public void Feed(sbyte[] weights, int first, int k, int step, int chain)
        {
            Fed |= 1L << chain;
            for (int slice = 0; slice < _engine.Slices; slice++)
            {
                int at = (step * _engine.Slices) + slice;
                Weights[(chain % _engine.FedChains * _engine.Slices) + slice] = at < k ? weights[first + at] : (sbyte)0;
            }
        }

        private static sbyte[] Noise(Random random, int count) =>
            [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-128, 128))];
    }
}
