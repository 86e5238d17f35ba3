using Accel.Arch.Technologies;
using Accel.CostModel.Estimates;

namespace Accel.CostModel.Sram;

/// <summary>What joins the banks of a memory: wires from its port, in the middle of an edge, to a bank.</summary>
/// <remarks>
/// Energy and delay of a repeated wire: CACTI 7 at 45 nm, wide wire, repeaters 30 % slower than the fastest, 0.376 pJ
/// a bit and millimetre and 0.431 ns a millimetre. Estimated: another node's wires have the same capacitance and delay
/// a millimetre, at their own supply; half of the wires toggle in an access; banks stand in a square without gaps; on
/// average a bank is a quarter of the side away along the edge and half of it across, at worst a half and a whole.
/// </remarks>
internal static class BankWiring
{
    private const double PicojoulesPerBitMm = 0.376;

    private const double NanosecondsPerMm = 0.431;

    private const double Toggling = 0.5;

    private const double SupplyAt45 = 0.9;

    private const double MeanWay = 0.75;

    private const double LongestWay = 1.5;

    private const double Band = 0.5;

    /// <summary>Address lines of a memory of such words.</summary>
    public static double AddressBits(double bytes, double bits) =>
        Math.Ceiling(Math.Log2(Math.Max(2, bytes * 8 / bits)));

    /// <summary>Energy of an access in picojoules.</summary>
    /// <inheritdoc cref="Of"/>
    public static double Picojoules(double areaMm2, double bits, double? volts)
    {
        double supply = (volts ?? SupplyAt45) / SupplyAt45;
        return Math.Sqrt(areaMm2) * MeanWay * bits * Toggling * PicojoulesPerBitMm * supply * supply;
    }

    /// <param name="areaMm2">Area of all banks.</param>
    /// <param name="bits">Data and address.</param>
    /// <param name="volts">Nominal supply; 0.9 V where not known.</param>
    public static Estimate Of(double areaMm2, double bits, double? volts)
    {
        double side = Math.Sqrt(areaMm2);
        Figure energy = new(Picojoules(areaMm2, bits, volts) * 1e-12, Band, Basis.Estimated);
        return new Estimate
        {
            AreaMm2 = Figure.Zero, EnergyJ = energy, WriteEnergyJ = energy, LeakageW = Figure.Zero,
            DelayS = new Figure(side * LongestWay * NanosecondsPerMm * 1e-9, Band, Basis.Estimated),
            Source = "estimated: wires over the side of the banks, CACTI 7's 0.376 pJ a bit and mm at 45 nm, by supply",
        };
    }
}
