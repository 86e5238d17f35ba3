using Accel.Arch.Designs.TableLookup;
using Accel.Sim.TableLookup;
using Accel.Sim.TableLookup.Machine;
using Accel.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Accel.Tests.Sim.TableLookup;

/// <summary>A small engine with a small product, from which operands follow by its seed.</summary>
internal sealed record LookupCase(LookupEngine Engine, int M, int K, int N, int Seed)
{
    /// <summary>Engines of up to 5 tables and 5 lookups, products of up to several steps and iterations.</summary>
    public static Arbitrary<LookupCase> Small => Arb.From(
        Gen.Choose(0, int.MaxValue - 1).Select(seed =>
        {
            Random random = new(seed);
            LookupEngine engine = new(
                random.Next(1, 5), random.Next(1, 6), random.Next(1, 6), (LookupVariant)random.Next(3),
                random.Next(2) == 0, random.Next(3) == 0 ? 1 : random.Next(1, 90), random.Next(1, 13),
                random.Next(2) == 0 ? 1 : random.Next(1, 6));
            return new LookupCase(engine, random.Next(1, 5), random.Next(1, 60), random.Next(1, 40), seed);
        }),
        one => Shrunk(one));

    public sbyte[] Activations()
    {
        Random random = new(Seed);
        return [.. Enumerable.Range(0, M * K).Select(_ => (sbyte)random.Next(-127, 128))];
    }

    public sbyte[] Weights()
    {
        Random random = new(Seed + 1);
        return [.. Enumerable.Range(0, N * K).Select(_ => (sbyte)random.Next(-1, 2))];
    }

    public TableLookupMachine Machine() =>
        new(Engine, Activations(), PackedWeights.Pack(Engine, Weights(), K, N), M);

    /// <summary>The product as anyone would compute it, [M x N].</summary>
    public int[] Product()
    {
        (sbyte[] activations, sbyte[] weights) = (Activations(), Weights());
        var outputs = new int[M * N];
        for (int i = 0; i < outputs.Length; i++)
        {
            for (int k = 0; k < K; k++)
            {
                outputs[i] += activations[(i / N * K) + k] * weights[(i % N * K) + k];
            }
        }

        return outputs;
    }

    private static IEnumerable<LookupCase> Shrunk(LookupCase one) =>
    [
        .. Seeded.Smaller(one.M, 1).Select(m => one with { M = m }),
        .. Seeded.Smaller(one.K, 1).Select(k => one with { K = k }),
        .. Seeded.Smaller(one.N, 1).Select(n => one with { N = n }),
        .. Seeded.Smaller(one.Engine.Group, 1).Select(g => one with { Engine = one.Engine with { Group = g } }),
        .. Seeded.Smaller(one.Engine.Tables, 1).Select(t => one with { Engine = one.Engine with { Tables = t } }),
        .. Seeded.Smaller(one.Engine.Lookups, 1).Select(q => one with { Engine = one.Engine with { Lookups = q } }),
        .. Seeded.Smaller(one.Engine.Interval, 1).Select(i => one with { Engine = one.Engine with { Interval = i } }),
        .. Seeded.Smaller(one.Engine.AccumulateCycles, 1)
            .Select(a => one with { Engine = one.Engine with { AccumulateCycles = a } }),
    ];
}
