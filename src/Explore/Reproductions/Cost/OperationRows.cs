using System.Globalization;
using Accel.Arch.Technologies;
using Accel.CostModel.Asic;

namespace Accel.Explore.Reproductions.Cost;

/// <summary>Arithmetic of Horowitz's table at 45 nm and of TPUv4i's at 7 nm beside its structure.</summary>
/// <remarks>
/// The node's energies were chosen by Horowitz's integer operations and his FP32 adder, by all ten of TPUv4i's; the
/// open flow's excess by Horowitz's areas of integers. The rest of Horowitz is predicted.
/// </remarks>
internal static class OperationRows
{
    /// <summary>The table of operations, which has memories too.</summary>
    public const string Table = "cost_ops_literature.csv";

    private const string FromMemory = "quoted from memory";

    private static readonly string[] Fitted = ["int8 add", "int16 add", "int32 add", "int8 mul", "int32 mul"];

    public static IEnumerable<ReproductionRow> All(ReproductionInputs inputs)
    {
        ReferenceTable table = ReferenceTable.Load(Table);
        for (int row = 0; row < table.Count; row++)
        {
            string operation = table.Text(row, "operation");
            if (Block(operation) is not { } block)
            {
                continue;
            }

            bool isHorowitz = table.Text(row, "source").StartsWith("Horowitz", StringComparison.Ordinal);
            string who = isHorowitz ? "Horowitz" : "TPUv4i";
            Technology place = inputs.Technology(isHorowitz ? "cmos-45nm" : "cmos-7nm");
            bool isArea = table.Number(row, "area_um2") is not null;
            string name = $"{who}, {operation.Replace("fp", "FP", StringComparison.Ordinal)
                .Replace("bf", "BF", StringComparison.Ordinal).Replace("mul", "multiply", StringComparison.Ordinal)}";
            bool isFitted = Fitted.Contains(operation) || !isHorowitz || (operation == "fp32 add" && !isArea);
            ReproductionRow made = isArea
                ? UnitRows.Area(name, block, place, table.Number(row, "area_um2")!.Value)
                : UnitRows.Energy(name, block, place, table.Number(row, "energy_pJ")!.Value);
            yield return made with
            {
                Kind = isFitted ? ReproductionKind.Calibrated : ReproductionKind.Predicted,
                Group = isHorowitz ? "Horowitz's arithmetic, 45 nm" : "TPUv4i's arithmetic, 7 nm",
                Note = Note(table.Text(row, "status"), isHorowitz),
            };
        }
    }

    /// <summary>What a table's status says of a figure that nobody could read.</summary>
    public static string? OfStatus(string status) =>
        status.Contains("recalled", StringComparison.Ordinal) ? FromMemory : null;

    private static string? Note(string status, bool isHorowitz) => isHorowitz ? OfStatus(status)
        : string.Join("; ", new[] { "all ten together chose the node's energy", OfStatus(status) }.OfType<string>());

    /// <summary>An operation such as <c>int8 add</c> or <c>bf16 mul</c>; null where it is none of arithmetic.</summary>
    private static Block? Block(string operation)
    {
        string[] words = operation.Split(' ');
        if (words is not [string type, "add" or "mul"])
        {
            return null;
        }

        bool isAddition = words[1] == "add";
        if (type.StartsWith("int", StringComparison.Ordinal))
        {
            int bits = int.Parse(type.AsSpan(3), CultureInfo.InvariantCulture);
            return isAddition ? Cells.Adder(bits) : Multipliers.Integer(bits, bits);
        }

        (int exponent, int mantissa) = type switch { "fp16" => (5, 10), "bf16" => (8, 7), _ => (8, 23) };
        return isAddition ? Floats.Adder(exponent, mantissa) : Floats.RoundedMultiplier(exponent, mantissa);
    }
}
