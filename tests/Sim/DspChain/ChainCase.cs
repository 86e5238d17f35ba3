using Accel.Arch.Activity;
using Accel.Arch.Designs.DspChain;
using Accel.Sim.DspChain;
using Accel.Sim.DspChain.Machine;
using Accel.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Accel.Tests.Sim.DspChain;

/// <summary>A small core with a small product, from which operands follow by its seed.</summary>
/// <param name="Kept">N of every step, [channel tiles x steps].</param>
internal sealed record ChainCase(ChainEngine Engine, int M, int K, int N, byte[] Kept, int Seed)
{
    private static readonly string[] Modes = 
    [
        "w8a8-1x2", "w4a8-2x1", "w2a8-3x1", "w4a4-2x2", "w8a4-1x2", "w8a8-1x1", "w2a4-2x2", "w2a2-3x2", "w2a2-2x3",
        "w4a2-4x2", "w2a2-3x3",
    ];

    /// <summary>Cores of up to 6 chains of 16 slices, products of up to a few tiles each way.</summary>
    public static Arbitrary<ChainCase> Small => Arb.From(
        Gen.Choose(0, int.MaxValue - 1).Select(seed => Of(new Random(seed), seed)), Shrunk);

    /// <summary>What multiplies sums of groups.</summary>
    public int[] Multipliers { get; } = MultipliersOf(Engine, K, N, Seed);

    public static ChainCase Of(Random random, int seed)
    {
        ChainEngine engine;
        while (!TryEngine(random, out engine))
        {
        }

        int width = (int)engine.TileChannels(random.Next(engine.Block + 1));
        return Mixed(
            engine, random.Next(1, Math.Min(3 * engine.TokenTile, 16) + 1), random.Next(1, (engine.Slices * 4) + 1),
            random.Next(1, Math.Min(3 * width, 90) + 1), seed);
    }

    /// <summary>A dense product.</summary>
    public static ChainCase Dense(in ChainEngine engine, int m, int k, int n, int seed)
    {
        long width = engine.TileChannels(engine.Block);
        var kept = new byte[(n + width - 1) / width * engine.Steps(k)];
        Array.Fill(kept, (byte)engine.Block);
        return new ChainCase(engine, m, k, n, kept, seed);
    }

    /// <summary>A product whose steps keep what they like.</summary>
    public static ChainCase Mixed(in ChainEngine engine, int m, int k, int n, int seed)
    {
        Random random = new(seed);
        byte[] pool = Pool(random, engine.Block);
        int width = (int)engine.TileChannels(pool.Where(kept => kept > 0).DefaultIfEmpty().Min());
        return new ChainCase(engine, m, k, n, KeptOf(random, engine, pool, k, n, width), seed);
    }

    public sbyte[] Activations()
    {
        Random random = new(Seed);
        return [.. Values(random, M * K, Engine.Packing.ActivationBits, random.Next(3), 0)];
    }

    /// <summary>Row-major [N x K], as sparse as the steps say, W channels alike.</summary>
    public sbyte[] Weights()
    {
        Random random = new(Seed + 1);
        int raised = Engine.Overflow == OverflowRule.ExcludeMinimum ? 1 : 0;
        sbyte[] weights = [.. Values(random, N * K, Engine.Packing.WeightBits, random.Next(3), raised)];
        int steps = (int)Engine.Steps(K);
        int width = (int)Engine.TileChannels(Kept.Where(kept => kept > 0).DefaultIfEmpty().Min());
        int[] places = [.. Enumerable.Range(0, Engine.Block)];
        for (int channel = 0; channel < N; channel += Engine.Weights)
        {
            for (int first = 0; first < K; first += Engine.Block)
            {
                random.Shuffle(places);
                int kept = Kept[(channel / width * steps) + (first / Engine.Slices)];
                foreach (int place in places.Skip(kept).Where(place => first + place < K))
                {
                    for (int lane = channel; lane < Math.Min(channel + Engine.Weights, N); lane++)
                    {
                        weights[(lane * K) + first + place] = 0;
                    }
                }
            }
        }

        return weights;
    }

    public SparseOperands Operands() => SparseOperands.Pack(Engine, Weights(), Kept, K, N);

    public DspChainMachine Machine() => new(Engine, Activations(), Operands(), Multipliers, M);

    /// <summary>What the closed form says, with the steps of each tile.</summary>
    public ActivityCounts Count()
    {
        SparseOperands operands = Operands();
        ChainSteps[] tiles = [.. Enumerable.Range(0, operands.Tiles).Select(operands.StepsOf)];
        return DspChainTiming.Count(Engine, M, K, N, tiles);
    }

    /// <summary>What the reference computes.</summary>
    public int[] Reference()
    {
        var outputs = new int[M * N];
        DspChainReference.Multiply(Engine, M, Activations(), Operands(), Multipliers, outputs);
        return outputs;
    }

    /// <summary>What the kernels compute of the expanded matrix.</summary>
    public int[] Kernel()
    {
        var outputs = new int[M * N];
        var weights = new sbyte[N * K];
        Operands().Expand(weights);
        DspChainKernels.Multiply(M, K, N, Activations(), weights, Engine.ScaleGroup, Multipliers, outputs);
        return outputs;
    }

    /// <summary>The product as anyone would compute it, [M x N].</summary>
    public int[] Product()
    {
        (sbyte[] activations, sbyte[] weights) = (Activations(), Weights());
        var outputs = new int[M * N];
        for (int i = 0; i < outputs.Length; i++)
        {
            for (int k = 0; k < K; k++)
            {
                int multiplier = Engine.ScaleGroup == 0 ? 1
                    : Multipliers[(i % N * (Multipliers.Length / N)) + (k / Engine.ScaleGroup)];
                outputs[i] = unchecked(
                    outputs[i] + (activations[(i / N * K) + k] * weights[(i % N * K) + k] * multiplier));
            }
        }

        return outputs;
    }

    public override string ToString() => $"{Engine} {M} x {K} x {N}, N {string.Join(' ', Kept)}, seed {Seed}";

    private static bool TryEngine(Random random, out ChainEngine engine)
    {
        int chains = random.Next(1, 7);
        _ = SliceMode.TryParse(Modes[random.Next(Modes.Length)], out SliceMode mode);
        DspChainFabric fabric = new()
        {
            Primitive = random.Next(3) == 0 ? DspPrimitive.Dsp58 : DspPrimitive.Dsp48E2,
            Chains = chains, Groups = random.Next(1, 5), GroupSlices = random.Next(1, 5),
            FedChains = random.Next(1, chains + 1), TokenTile = random.Next(1, 10),
            Overflow = (OverflowRule)random.Next(3), SparseBlock = new[] { 0, 4, 4, 8, 16 }[random.Next(5)],
            MultiplexedChains = random.Next(4) == 0 ? null : random.Next(1, chains + 1),
            MultiplexedActivations = random.Next(1, mode.Activations + 1),
            ResultSets = new[] { 1, 1, 2, 3, 8 }[random.Next(5)],
        };

        // Accumulators hold as many results as a chain ever has.
        fabric = fabric with
        {
            TokenTile = Math.Max(fabric.TokenTile, fabric.Shape.Results(1, Math.Max(1, fabric.SparseBlock))),
        };
        engine = default;
        if (fabric.WhyNotSet(mode) is not null || fabric.SegmentSlices(mode) == 0
            || (fabric.SparseBlock > 0 && fabric.ChainSlices % fabric.SparseBlock != 0))
        {
            return false;
        }

        int group = random.Next(3) == 0 ? fabric.ChainSlices * random.Next(1, 4) : 0;
        engine = ChainEngine.From(fabric, mode, random.Next(2, mode.WeightBits + 1), group);
        return true;
    }

    /// <summary>Which N an operator uses.</summary>
    private static byte[] Pool(Random random, int block) => random.Next(4) switch
    {
        0 => [(byte)block],
        1 => [(byte)random.Next(0, block + 1)],
        2 => [0, (byte)random.Next(0, block + 1), (byte)random.Next(0, block + 1)],
        _ => [.. Enumerable.Range(0, block + 1).Select(kept => (byte)kept)],
    };

    private static byte[] KeptOf(Random random, in ChainEngine engine, byte[] pool, int k, int n, int width)
    {
        int steps = (int)engine.Steps(k);
        var kept = new byte[(n + width - 1) / width * steps];
        for (int i = 0; i < kept.Length; i++)
        {
            kept[i] = pool[random.Next(pool.Length)];
        }

        // The smallest decides how wide tiles are: it is used.
        kept[random.Next(kept.Length)] = pool.Where(one => one > 0).DefaultIfEmpty().Min();
        return kept;
    }

    /// <summary>Any values, or the most negative alone, or those and the largest.</summary>
    private static IEnumerable<sbyte> Values(Random random, int count, int bits, int kind, int raised)
    {
        (int least, int most) = (-(1 << (bits - 1)) + raised, (1 << (bits - 1)) - 1);
        return Enumerable.Range(0, count).Select(_ => (sbyte)(kind switch
        {
            0 => random.Next(least, most + 1),
            1 => least,
            _ => random.Next(2) == 0 ? least : most,
        }));
    }

    private static int[] MultipliersOf(in ChainEngine engine, int k, int n, int seed)
    {
        Random random = new(seed + 2);
        int groups = engine.ScaleGroup == 0 ? 0 : (k + engine.ScaleGroup - 1) / engine.ScaleGroup;
        return [.. Enumerable.Range(0, groups * n).Select(_ => random.Next(int.MinValue, int.MaxValue))];
    }

    private static IEnumerable<ChainCase> Shrunk(ChainCase one)
    {
        int steps = (int)one.Engine.Steps(one.K);
        foreach (int m in Seeded.Smaller(one.M, 1))
        {
            yield return one with { M = m };
        }

        // Fewer steps or tiles, as long as the smallest N stays among them.
        if (one.Kept.Length == steps && steps > 1 && one.Kept[1..].Min() <= one.Kept.Min())
        {
            yield return new ChainCase(
                one.Engine, one.M, one.Engine.Slices * (steps - 1), one.N, one.Kept[1..], one.Seed);
        }

        foreach (int n in Seeded.Smaller(one.N, 1).Where(_ => one.Kept.Length == steps))
        {
            yield return new ChainCase(one.Engine, one.M, one.K, n, one.Kept, one.Seed);
        }
    }
}
