using Accel.Sim.BitSerial;
using Accel.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Accel.Tests.Sim.BitSerial;

/// <summary>A small array and GEMM, generated and shrunk by FsCheck; operands follow from the seed.</summary>
/// <param name="Generator">Index among <see cref="RandomOperands.Generators"/>; -1 for the FP16 baseline, -2 for the
/// FP16 x INT8 one.</param>
/// <param name="Group">0 for one group.</param>
internal sealed record ArrayCase(
    int M,
    int K,
    int N,
    int Rows,
    int Columns,
    int TileRows,
    int TileColumns,
    int Lanes,
    int Group,
    int Generator,
    bool HasFp16Scales,
    int Seed)
{
    /// <summary>Cases whose arrays and GEMMs are small enough to step by the thousand.</summary>
    public static Arbitrary<ArrayCase> Small { get; } = Arb.From(
        from m in Gen.Choose(1, 20)
        from k in Gen.Choose(1, 40)
        from n in Gen.Choose(1, 20)
        from rows in Gen.Choose(1, 9)
        from columns in Gen.Choose(1, 9)
        from tileRows in Gen.Choose(1, 9)
        from tileColumns in Gen.Choose(1, 9)
        from lanes in Gen.Choose(1, 17)
        from hasGroups in Gen.Choose(0, 4)
        from groupBeats in Gen.Choose(1, 5)
        from ragged in Gen.Choose(0, 3)
        from generator in Gen.Choose(-2, RandomOperands.Generators.Length - 1)
        from scales in Gen.Choose(0, 2)
        from seed in Gen.Choose(0, int.MaxValue)
        select new ArrayCase(
            m, k, n, rows, columns, tileRows, tileColumns, lanes,
            hasGroups == 0 ? 0 : Math.Max(1, (lanes * groupBeats) - (ragged == 0 ? 1 : 0)), generator, scales == 0, seed),
        Smaller);

    public bool IsBaseline => Generator < 0;

    public BitSerialOperands Operands()
    {
        var random = new Random(Seed);
        return IsBaseline
            ? RandomOperands.MacGemm(random, M, K, N, Group, Generator == -2)
            : RandomOperands.Gemm(random, M, K, N, RandomOperands.Generators[Generator], Group, HasFp16Scales);
    }

    public BitSerialArray Array(BitSerialOperands operands) => new(
        Rows, Columns, TileRows, TileColumns, Lanes, operands.TermsPerWeight, Group,
        IsBaseline ? 0 : HasFp16Scales ? GroupScale.Fp16Bits : GroupScale.Int8Bits,
        IsBaseline ? BitSerialArray.MacPipeline : BitSerialArray.BitSerialPipeline)
    {
        HasEncoders = !IsBaseline,
        WeightBits = 4,
        GroupBits = 10,
    };

    /// <summary>Every number by itself towards the least it can be.</summary>
    private static IEnumerable<ArrayCase> Smaller(ArrayCase one) => ((ArrayCase[])
    [
        .. Seeded.Smaller(one.M, 1).Select(value => one with { M = value }),
        .. Seeded.Smaller(one.K, 1).Select(value => one with { K = value }),
        .. Seeded.Smaller(one.N, 1).Select(value => one with { N = value }),
        .. Seeded.Smaller(one.Rows, 1).Select(value => one with { Rows = value }),
        .. Seeded.Smaller(one.Columns, 1).Select(value => one with { Columns = value }),
        .. Seeded.Smaller(one.TileRows, 1).Select(value => one with { TileRows = value }),
        .. Seeded.Smaller(one.TileColumns, 1).Select(value => one with { TileColumns = value }),
        .. Seeded.Smaller(one.Lanes, 1).Select(value => one with { Lanes = value }),
        .. Seeded.Smaller(one.Group, 0).Select(value => one with { Group = value }),
        .. Seeded.Smaller(one.Generator, 0).Select(value => one with { Generator = value }),
        one with { HasFp16Scales = false },
        .. Seeded.Smaller(one.Seed, 0).Select(value => one with { Seed = value }),
    ]).Where(smaller => smaller != one);
}
