using Accel.Arch.Yaml;

namespace Accel.Arch.Technologies;

/// <summary>The keys of a technology's <c>logic</c>.</summary>
internal static class LogicSchema
{
    private static readonly ValueKind<Basis> Bases = Kinds.Choice(
        ("table", Basis.Table), ("interpolated", Basis.Interpolated), ("formula", Basis.Formula),
        ("scaled", Basis.Scaled), ("estimated", Basis.Estimated));

    public static readonly Schema<LogicProcess> Instance = new Schema<LogicProcess>(() => new LogicProcess())
        .Section("gate-area", "Area of a two-input NAND gate.", Figure(Kinds.Area), logic => logic.GateArea,
            (logic, value) => logic with { GateArea = value }, isRequired: true)
        .Section("addition-energy", "Energy of one bit's addition, operands random.", Figure(Kinds.Energy),
            logic => logic.AdditionEnergy, (logic, value) => logic with { AdditionEnergy = value }, isRequired: true)
        .Section("carry-delay", "What a carry takes from bit to bit.", Figure(Kinds.Duration),
            logic => logic.CarryDelay with { Value = logic.CarryDelay.Value / PicosecondsPerNanosecond },
            (logic, value) => logic with
            {
                CarryDelay = value with { Value = value.Value * PicosecondsPerNanosecond },
            }, isRequired: true)
        .Section("gate-leakage", "Leakage of a two-input NAND gate; never carried over from another node.",
            Figure(Kinds.Power), logic => logic.GateLeakage ?? new(),
            (logic, value) => logic with { GateLeakage = value with { Value = value.Value * NanowattsPerMilliwatt } })
        .Section("layout-energy-factor", "Energy of blocks in a design, laid out, over the synthesized ones priced here.",
            Figure(Kinds.Number(1, 10)), logic => logic.LayoutEnergyFactor ?? new(),
            (logic, value) => logic with { LayoutEnergyFactor = value });

    private const double NanowattsPerMilliwatt = 1e6, PicosecondsPerNanosecond = 1e3;

    private static Schema<LogicFigure> Figure(ValueKind<double> kind) =>
        new Schema<LogicFigure>(() => new LogicFigure())
            .Value("value", "The figure.", kind, (figure, value) => figure with { Value = value }, isRequired: true)
            .Value("uncertainty", "Half the band that holds nine of ten true values, over the value.",
                Kinds.Number(0, 1), (figure, value) => figure with { Uncertainty = value }, isRequired: true)
            .Value("basis", "How it was come by.", Bases, (figure, value) => figure with { Basis = value },
                isRequired: true)
            .Value("source", "Publication, tool, or from what it was carried over.", Kinds.Text,
                (figure, value) => figure with { Source = value }, isRequired: true);
}
