using System.Globalization;
using Accel.Arch.Technologies;

namespace Accel.Explore.Reproductions.Cost;

/// <summary>What our nodes cost over 45 nm, beside Stillmaker and Baas (2017).</summary>
/// <remarks>
/// Area and energy of 90, 65 and 32 nm are theirs; delays are not. At 16 and 7 nm their law is far from what was
/// measured, so that no price follows it: the rows show by how much.
/// </remarks>
internal static class ScalingRows
{
    private const string Area = "cost_scaling_area.csv", Polynomials = "cost_scaling_poly.csv";

    private static readonly (int Node, string Column)[] Nodes =
        [(90, "90"), (65, "65"), (32, "HP32"), (16, "HP16"), (7, "HP7")];

    public static IEnumerable<ReproductionRow> All(ReproductionInputs inputs)
    {
        ReferenceTable areas = ReferenceTable.Load(Area), curves = ReferenceTable.Load(Polynomials);
        Technology from = inputs.Technology("cmos-45nm");
        foreach ((int node, string column) in Nodes)
        {
            Technology to = inputs.Technology(string.Create(CultureInfo.InvariantCulture, $"cmos-{node}nm"));
            string number = node.ToString(CultureInfo.InvariantCulture);
            LogicProcess ours = to.Logic!, ours45 = from.Logic!;
            bool isFar = node < 32;
            yield return Row("area", areas.Number(areas.Find((@"from_nm\to_nm", "45")), number)!.Value,
                ours.GateArea.Value / ours45.GateArea.Value, !isFar);
            yield return Row("energy", Energy(column, to) / Energy("HP45", from),
                ours.AdditionEnergy.Value / ours45.AdditionEnergy.Value, !isFar);
            yield return Row("delay", Delay(column, to) / Delay("HP45", from),
                ours.CarryDelay.Value / ours45.CarryDelay.Value, false);

            ReproductionRow Row(string quantity, double published, double modelled, bool isTaken) =>
                new($"45 to {number} nm", $"{quantity}_ratio", "1", published, modelled,
                    isTaken ? ReproductionKind.Calibrated : ReproductionKind.Predicted)
                {
                    Group = isFar ? "16 and 7 nm, which take measured figures" : "the next nodes",
                };
        }

        double Energy(string column, Technology at) => At("energy", column, at.SupplyVolts!.Value);

        double Delay(string column, Technology at) => At("delay", column, at.SupplyVolts!.Value);

        double At(string quantity, string column, double volts)
        {
            int curve = curves.Find(("node", column));
            double value = 0;
            for (int power = quantity == "delay" ? 3 : 2; power >= 0; power--)
            {
                value = (value * volts) + curves.Number(curve,
                    string.Create(CultureInfo.InvariantCulture, $"{quantity}_a{power}"))!.Value;
            }

            return value;
        }
    }
}
