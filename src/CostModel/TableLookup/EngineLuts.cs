using Accel.Arch.Designs.TableLookup;
using Accel.CostModel.Fpga;

namespace Accel.CostModel.TableLookup;

/// <summary>
/// LUTs of the table-lookup engine by equations 1 to 3 and 8 of TeLLMe (arXiv 2510.15926), their coefficients from
/// structure.
/// </summary>
/// <param name="Precompute">Equation 1, T N LUT_tree: the adders that make a table's N sums.</param>
/// <param name="Tables">Equation 2, T Q N LUT_entry: a copy of each of T tables for each of Q read ports.</param>
/// <param name="Lookup">Equation 3, T Q LUT_lp: the choice or negation of a lookup, and the reduction.</param>
/// <remarks>
/// <para>Nothing here was fitted: adders take a LUT a bit, tables are distributed RAM by its geometry. The overhead for
/// control is FINN's, from regressions over its own engines (FINN-R, 2018): a tenth and 300 LUTs.</para>
/// <para><i>Full</i>: N = 3^G sums. One with s nonzero weights is another one plus or minus an activation, so one adder
/// of 8 + ceil(log2 s) bits; the G negatives are a negation each. A lookup is a read, and T of them an adder tree.
/// <i>Half</i>: N = (3^G - 1) / 2, without negations; a lookup mirrors the index, knows zero, negates and chooses.
/// <i>Naive</i>: the negatives of all T G activations once; each weight then chooses one of two or zero, 9 bits, and
/// T G of them are an adder tree. Each of Q channels accumulates in 32 bits.</para>
/// <para>What the equations leave out, and this too: how N sums reach the one write port of a table.</para>
/// </remarks>
public readonly record struct EngineLuts(double Precompute, double Tables, double Lookup)
{
    public const string Source =
        "structure: TeLLMe (arXiv 2510.15926), equations 1 to 3, with adders of a LUT a bit and "
        + "distributed RAM by geometry; overhead of FINN-R (2018), 300 LUTs and a tenth; no constant of the LUTs "
        + "fitted";

    private const int ActivationBits = 8;

    private const int SumBits = 32;

    /// <summary>What control adds to every part.</summary>
    public const double ControlFactor = 1.1;

    private const double ControlLuts = 300;

    /// <summary>Equation 8's left side, with the overhead.</summary>
    public double Total => ControlLuts + (ControlFactor * (Precompute + Tables + Lookup));

    /// <summary>The part of <see cref="Lookup"/> that adds a sum of one channel to its accumulator.</summary>
    public static double Accumulator => FabricLogic.Adder(SumBits);

    /// <summary>LUTs among them that are tables.</summary>
    public double MemoryLuts => Tables;

    public static EngineLuts Of(TableLookupFabric fabric)
    {
        ArgumentNullException.ThrowIfNull(fabric);
        int group = fabric.Group;
        double lookups = (double)fabric.Tables * fabric.Lookups;
        double accumulate = fabric.Lookups * Accumulator;
        if (fabric.Variant == LookupVariant.Naive)
        {
            int weights = fabric.StepWidth;
            int bits = ActivationBits + 1;
            double select = (double)weights * bits;
            return new(weights * FabricLogic.Adder(bits), 0,
                (fabric.Lookups * (select + FabricLogic.AdderTree(weights, bits))) + accumulate);
        }

        int width = ActivationBits + FabricLogic.CeilLog2(group);
        bool isFull = fabric.Variant == LookupVariant.Full;
        double sums = 0;
        for (int nonzero = 2; nonzero <= group; nonzero++)
        {
            sums += Choose(group, nonzero) * Math.Pow(2, nonzero)
                * FabricLogic.Adder(ActivationBits + FabricLogic.CeilLog2(nonzero));
        }

        double tree = isFull ? sums + (group * FabricLogic.Adder(ActivationBits + 1)) : sums / 2;
        int entries = Entries(group, fabric.Variant) * (fabric.OverlapsBuild ? 2 : 1);
        double mirror = isFull ? 0 : fabric.IndexBits + 1 + FabricLogic.Adder(width) + ((width + 1) / 2);
        return new(
            fabric.Tables * tree,
            lookups * FabricMemory.DistributedRam(entries, width),
            (lookups * mirror) + (fabric.Lookups * FabricLogic.AdderTree(fabric.Tables, width)) + accumulate);
    }

    /// <summary>Sums that a table keeps.</summary>
    public static int Entries(int group, LookupVariant variant)
    {
        int all = 1;
        for (int i = 0; i < group; i++)
        {
            all *= 3;
        }

        return variant switch
        {
            LookupVariant.Full => all,
            LookupVariant.Half => (all - 1) / 2,
            _ => 0,
        };
    }

    private static double Choose(int n, int k)
    {
        double ways = 1;
        for (int i = 1; i <= k; i++)
        {
            ways = ways * (n - k + i) / i;
        }

        return ways;
    }
}
