using System.Globalization;
using Accel.Arch.Technologies;
using Accel.CostModel.Sram;

namespace Accel.Explore.Reproductions.Cost;

/// <summary>Memories of Horowitz's table at 45 nm and of TPUv4i's at 7 nm, 64 bits an access.</summary>
/// <remarks>The table of 7 nm consists of TPUv4i's three; Horowitz's nothing was fitted to.</remarks>
internal static class PublishedSramRows
{
    private const int Bits = 64;

    public static IEnumerable<ReproductionRow> All(ReproductionInputs inputs)
    {
        ReferenceTable table = ReferenceTable.Load(OperationRows.Table);
        for (int row = 0; row < table.Count; row++)
        {
            string[] words = table.Text(row, "operation").Split(' ');
            if (words is not ["SRAM", string size, "KiB" or "MiB", ..])
            {
                continue;
            }

            bool isHorowitz = table.Text(row, "source").StartsWith("Horowitz", StringComparison.Ordinal);
            Technology place = inputs.Technology(isHorowitz ? "cmos-45nm" : "cmos-7nm");
            SramMacros macros = SramMacros.Of(place);
            long bytes = long.Parse(size, CultureInfo.InvariantCulture) << (words[2] == "KiB" ? 10 : 20);
            yield return new ReproductionRow(
                $"{(isHorowitz ? "Horowitz" : "TPUv4i")}, {size} {words[2]}, {macros.Flavour}", "read_pj", "pJ",
                table.Number(row, "energy_pJ"), macros.Price(bytes, Bits).ReadPj,
                isHorowitz ? ReproductionKind.Predicted : ReproductionKind.Calibrated)
            {
                Group = isHorowitz ? "Horowitz's memories, 45 nm" : "TPUv4i's memories, 7 nm",
                Note = string.Join("; ", new[]
                {
                    isHorowitz ? "its cells are not named" : "the node's table consists of these",
                    OperationRows.OfStatus(table.Text(row, "status")),
                }.OfType<string>()),
            };
        }
    }
}
