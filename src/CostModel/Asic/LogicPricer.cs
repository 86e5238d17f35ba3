using Accel.Arch.Technologies;
using Accel.CostModel.Estimates;

namespace Accel.CostModel.Asic;

/// <summary>Prices a block of logic in a process.</summary>
/// <remarks>
/// <para><b>Pressure of time.</b> A block whose path, at the slow corner, needs more than half of the cycle is
/// synthesized larger: 1.3 of its cells more for each further cycle that the path is too long, up to 2.2 of them in
/// all. Between the relaxed and the fastest version of Aladdin's 40 nm table an adder of 32 bits grows 1.55 times and a
/// pipelined FP32 adder 2.1 times; the slope lies between the two, so that both are calibrated. Energy
/// grows with the root only, as larger cells off the path switch no more than small ones: calibrated on BitMoD's FP16
/// multiplier and adder. A path is made shorter by two at the most; what is longer still needs a slower
/// clock or a pipeline.</para>
/// <para><b>Voltage.</b> Energy goes with its square, delay with the alpha-power law (Sakurai and Newton 1990), alpha
/// 1.3, the threshold taken as 0.38 of the nominal supply: estimated. Leakage with the square: estimated.</para>
/// </remarks>
public static class LogicPricer
{
    /// <summary>A path at the slow corner over the same at the typical one: estimated.</summary>
    private const double SlowCorner = 1.3;

    /// <summary>By how much synthesis makes a path shorter at the most.</summary>
    private const double FastestPath = 2;

    private const double RelaxedShare = 0.5, PressureSlope = 1.3, LargestPressure = 2.2;

    private const double ThresholdShare = 0.38, VelocityExponent = 1.3;

    /// <summary>
    /// What structure alone leaves open: nine of ten predicted rows of <c>reproduce cost</c> lie within.
    /// </summary>
    private const double GatesUncertainty = 0.25, AdditionsUncertainty = 0.4, CarriesUncertainty = 0.35;

    /// <summary>A flip-flop's setup and clock-to-output together, in carries: 0.12 ns at 45 nm. Estimated.</summary>
    private const double RegisterCarries = 4;

    /// <summary>The price of a block.</summary>
    /// <param name="clockHz">The clock that it is synthesized for; null where time does not press.</param>
    /// <exception cref="NotPricedException">The technology says nothing of its logic.</exception>
    public static Estimate Price(
        in Block block, Technology place, double? clockHz = null, double? volts = null)
    {
        LogicProcess logic = Demand(place);
        double pressure = clockHz is { } clock ? Pressure(block, place, clock, volts) : 1;
        double gates = (block.Gates * pressure) + (block.Registers * Cells.RegisterGates);
        return new Estimate
        {
            AreaMm2 = Figure(logic.GateArea, gates * 1e-6, GatesUncertainty),
            EnergyJ = Figure(logic.AdditionEnergy,
                EnergyPj(block, place, pressure, volts) / logic.AdditionEnergy.Value * 1e-12, AdditionsUncertainty),
            LeakageW = logic.GateLeakage is { } leakage
                ? Figure(leakage, gates * VoltageSquared(place, volts) * 1e-9, GatesUncertainty) : null,
            DelayS = block.Carries == 0 ? null : Figure(
                logic.CarryDelay, block.Carries * DelayFactor(place, volts) * 1e-12
                / (clockHz is { } wanted ? Math.Clamp(CycleSeconds(block, place, volts) * wanted, 1, FastestPath) : 1),
                CarriesUncertainty),
            Source = $"structure; {place.Name}: {logic.GateArea.Source}; {logic.AdditionEnergy.Source}",
        };
    }

    /// <summary>The figures alone, for a block that a clock presses; allocates nothing.</summary>
    public static LogicPrice Quick(in Block block, Technology place, double clockHz, double? volts)
    {
        double pressure = Pressure(block, place, clockHz, volts);
        return new(AreaUm2(block, place, pressure), EnergyPj(block, place, pressure, volts),
            LeakageMw(block, place, pressure, volts));
    }

    /// <summary>Area in square micrometres.</summary>
    public static double AreaUm2(in Block block, Technology place, double pressure) => Demand(place).GateArea.Value
        * ((block.Gates * pressure) + (block.Registers * Cells.RegisterGates));

    /// <summary>Energy of one operation in picojoules.</summary>
    public static double EnergyPj(in Block block, Technology place, double pressure, double? volts = null) =>
        Demand(place).AdditionEnergy.Value * VoltageSquared(place, volts)
            * (((block.Additions - Clocked(block)) * Math.Sqrt(pressure)) + Clocked(block));

    /// <summary>Leakage in milliwatts; 0 where the node's is not known.</summary>
    public static double LeakageMw(in Block block, Technology place, double pressure, double? volts = null) =>
        (Demand(place).GateLeakage?.Value ?? 0) * 1e-6 * VoltageSquared(place, volts)
            * ((block.Gates * pressure) + (block.Registers * Cells.RegisterGates));

    /// <summary>Cells that a clock asks for, over those of a block that has time.</summary>
    public static double Pressure(
        in Block block, Technology place, double clockHz, double? volts = null) => Math.Clamp(
        1 + (PressureSlope * ((CycleSeconds(block, place, volts) * clockHz) - RelaxedShare)), 1, LargestPressure);

    /// <summary>The fastest clock that a stage can be synthesized for, in hertz.</summary>
    public static double FastestClockHz(in Block block, Technology place, double? volts = null) =>
        FastestPath / CycleSeconds(block, place, volts);

    /// <summary>Half the band of a delay in a process, over the delay.</summary>
    public static double DelayUncertainty(Technology place) =>
        Figure(Demand(place).CarryDelay, 1, CarriesUncertainty).Uncertainty;

    /// <summary>Energy at a supply over that at the nominal one.</summary>
    public static double VoltageSquared(Technology place, double? volts) =>
        VoltageRatio(place, volts) * VoltageRatio(place, volts);

    /// <summary>Seconds of a path without pressure at the slow corner, with the register behind it.</summary>
    private static double CycleSeconds(in Block block, Technology place, double? volts) =>
        (block.Carries + RegisterCarries) * SlowCorner * Demand(place).CarryDelay.Value
            * DelayFactor(place, volts) * 1e-12;

    /// <summary>The registers' part of a block's energy, which time does not press.</summary>
    private static double Clocked(in Block block) =>
        Math.Min(block.Additions, Cells.Register(1).Additions * block.Registers);

    private static double VoltageRatio(Technology place, double? volts) =>
        volts is { } supply && place.SupplyVolts is { } nominal ? supply / nominal : 1;

    /// <summary>Delay at a supply over that at the nominal one.</summary>
    public static double DelayFactor(Technology place, double? volts)
    {
        double ratio = VoltageRatio(place, volts);
        return ratio == 1 ? 1 : ratio * Math.Pow((1 - ThresholdShare) / (ratio - ThresholdShare), VelocityExponent);
    }

    private static Figure Figure(LogicFigure process, double units, double structure) => Estimates.Figure.Product(
        new Figure(process.Value, process.Uncertainty, process.Basis), new Figure(units, structure, Basis.Formula));

    private static LogicProcess Demand(Technology place) => place.Logic
        ?? throw new NotPricedException($"{place.Name} says nothing of its logic",
            "take a technology with a 'logic' section, such as cmos-45nm");
}
