using Accel.Arch.Technologies;
using Accel.CostModel.Asic;
using Accel.CostModel.Estimates;

namespace Accel.CostModel.Sram;

/// <summary>What register files are built of: the one place where a technology's prices of logic come in.</summary>
/// <remarks>
/// <para>Where a technology says what its logic costs, the blocks of <see cref="Cells"/>: a clocked flip-flop, a
/// choice of two, and of a row's address, which is a constant, an and gate a bit. Aladdin's flip-flop takes nine times
/// the energy of the structure's at 45 nm, which is BitFusion's: sources disagree by more than the band.</para>
/// <para>Elsewhere Aladdin's components at 40 nm, as Accelergy has them: a register 0.009 pJ and 5.98 um2 a bit;
/// comparator and bitwise logic of 32 bits 0.029 pJ and 71 um2, 0.018 pJ and 50 um2, taken a bit at a time. Carried over
/// by at most two nodes, area with the square of the node, energy with the node and the square of the supply (estimated:
/// 0.9 V at 40 nm); the band covers a register bit of the open 45 nm library (4.52 um2, where this gives 7.57).</para>
/// </remarks>
/// <param name="Register">A flip-flop, written or read.</param>
/// <param name="Comparator">One bit of a row's address comparator.</param>
/// <param name="Multiplexer">One bit of a choice of two.</param>
public sealed record RegisterPrices(Estimate Register, Estimate Comparator, Estimate Multiplexer)
{
    private const double Node = 40;

    private const double LeastNode = 22;

    private const double MostNode = 65;

    private const double Supply = 0.9;

    private const double Band = 0.5;

    /// <exception cref="NotPricedException">
    /// The technology says nothing of its logic, and its node is more than two away from 40 nm.
    /// </exception>
    public static RegisterPrices Of(Technology technology)
    {
        ArgumentNullException.ThrowIfNull(technology);
        return !IsPriced(technology)
            ? throw new NotPricedException(
                $"{technology.Name} has no price of a flip-flop: it has no 'logic' section, and Aladdin's prices, of "
                + "40 nm, carry no further than two nodes", "a technology with a 'logic' section, such as cmos-45nm")
            : technology.Logic is null
            ? new RegisterPrices(
                At(technology, 5.98, 0.009),
                At(technology, 71.0 / 32, 0.029 / 32),
                At(technology, 50.0 / 32, 0.018 / 32))
            : new RegisterPrices(
                Of(technology, Cells.Register(1)), Of(technology, Cells.And(1)), Of(technology, Cells.Multiplexer(2, 1)));
    }

    public static bool IsPriced(Technology technology)
    {
        ArgumentNullException.ThrowIfNull(technology);
        return technology.Device is null
            && (technology.Logic is not null || technology.NodeNm is >= LeastNode and <= MostNode);
    }

    private static Estimate Of(Technology technology, in Block block)
    {
        Estimate one = LogicPricer.Price(block, technology);
        return one with { WriteEnergyJ = one.EnergyJ, DelayS = null };
    }

    private static Estimate At(Technology technology, double um2, double picojoules)
    {
        double nodes = technology.NodeNm / Node;
        double supply = (technology.SupplyVolts ?? Supply) / Supply;
        Figure energy = new(picojoules * nodes * supply * supply * 1e-12, Band, Basis.Scaled);
        return new Estimate
        {
            AreaMm2 = new Figure(um2 * nodes * nodes * 1e-6, Band, Basis.Scaled), EnergyJ = energy,
            WriteEnergyJ = energy, Source = "Aladdin at 40 nm (Accelergy's plug-in), carried over to this node",
        };
    }
}
