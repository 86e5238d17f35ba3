using System.Globalization;
using Accel.Arch.Formats.OutlierVictim;
using Accel.Explore.Quantization;
using Spectre.Console;

namespace Accel.Cli.Output;

/// <summary>Prints what formats lose on tensors.</summary>
internal static class QuantizeTable
{
    public static void Print(IReadOnlyList<TensorErrors> tensors)
    {
        foreach (TensorErrors tensor in tensors)
        {
            bool hasPairs = tensor.Formats.Any(format => format.Pairs is not null);
            Table table = new()
            {
                Title = new TableTitle(Markup.Escape(
                    $"{tensor.Tensor.Name}  {string.Join(" x ", tensor.Tensor.Shape)}  variance "
                    + Number(tensor.Variance))),
            };
            table.AddColumn(new TableColumn("format").NoWrap());
            foreach (string heading in Headings(hasPairs))
            {
                table.AddColumn(new TableColumn(heading).NoWrap().RightAligned());
            }

            foreach (FormatError format in tensor.Formats)
            {
                table.AddRow([.. Cells(format, hasPairs).Select(Markup.Escape)]);
            }

            Screen.Write(table);
        }
    }

    private static string[] Headings(bool hasPairs) =>
    [
        "bits", "mse", "mse / variance", "largest error",
        .. hasPairs ? ["pairs with outlier", "with two", "dropped"] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Cells(FormatError error, bool hasPairs) =>
    [
        error.Format.ToString(),
        error.BitsPerElement.ToString("F3", CultureInfo.InvariantCulture),
        Number(error.MeanSquaredError),
        Number(error.RelativeError),
        Number(error.MaxAbsoluteError),
        .. hasPairs ? PairCells(error.Pairs) : [],
    ];

    private static string[] PairCells(PairStatistics? pairs) => pairs is not { } found ? ["-", "-", "-"] :
    [
        Percent(found.OutlierNormalShare), Percent(found.OutlierOutlierShare),
        found.DroppedOutliers.ToString("#,0", CultureInfo.InvariantCulture),
    ];

    private static string Number(double? value) => value?.ToString("G5", CultureInfo.InvariantCulture) ?? "-";

    private static string Percent(double share) => share.ToString("0.000%", CultureInfo.InvariantCulture);
}
