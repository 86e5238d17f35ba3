using System.Text;
using System.Text.Json;

namespace Accel.Explore.Reproductions;

/// <summary>
/// Writes published results beside ours as <c>reproduce --json</c> prints them. Names are a contract.
/// </summary>
public static class ReproductionJson
{
    /// <summary>What a kind is called.</summary>
    public static string Name(ReproductionKind kind) => kind switch
    {
        ReproductionKind.Exact => "exact",
        ReproductionKind.Calibrated => "calibrated",
        _ => "predicted",
    };

    /// <remarks>Several results are one document too: its rows say which result they belong to.</remarks>
    public static string Write(
        string name, IReadOnlyList<(IReproduction Reproduction, IReadOnlyList<ReproductionRow> Rows)> results)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("source", string.Join("; ", results.Select(result => result.Reproduction.Source)));
            WriteAssumptions(writer, results.Select(result => result.Reproduction));
            writer.WriteStartArray("rows");
            foreach ((IReproduction reproduction, IReadOnlyList<ReproductionRow> rows) in results)
            {
                foreach (ReproductionRow row in rows)
                {
                    WriteRow(writer, reproduction.Name, row);
                }
            }

            writer.WriteEndArray();
            WriteSummaries(writer, results);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteSummaries(Utf8JsonWriter writer,
        IEnumerable<(IReproduction Reproduction, IReadOnlyList<ReproductionRow> Rows)> results)
    {
        writer.WriteStartArray("summaries");
        foreach ((IReproduction reproduction, IReadOnlyList<ReproductionRow> rows) in results)
        {
            foreach (ErrorSummary summary in reproduction.Summaries(rows))
            {
                writer.WriteStartObject();
                writer.WriteString("result", reproduction.Name);
                writer.WriteString("group", summary.Group);
                writer.WriteString("kind", Name(summary.Kind));
                writer.WriteNumber("rows", summary.Rows);
                writer.WriteNumber("mean_relative_error", summary.Mean);
                writer.WriteNumber("worst_relative_error", summary.Worst);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter writer, string result, ReproductionRow row)
    {
        writer.WriteStartObject();
        writer.WriteString("result", result);
        writer.WriteString("case", row.Case);
        if (row.Group is { } group)
        {
            writer.WriteString("group", group);
        }

        writer.WriteString("quantity", row.Quantity);
        writer.WriteString("unit", row.Unit);
        WriteNumber(writer, "reported", row.Reported);
        WriteNumber(writer, "modelled", row.Modelled);
        WriteNumber(writer, "relative_error", row.RelativeError);
        writer.WriteString("kind", Name(row.Kind));
        if (row.Basis != ReportedBasis.Unknown)
        {
            writer.WriteString("basis", row.Basis.ToString().ToLowerInvariant());
        }

        if (row.Note is { } note)
        {
            writer.WriteString("note", note);
        }

        writer.WriteEndObject();
    }

    private static void WriteAssumptions(Utf8JsonWriter writer, IEnumerable<IReproduction> reproductions)
    {
        writer.WriteStartArray("assumptions");
        foreach (IReproduction reproduction in reproductions)
        {
            foreach (string assumption in reproduction.Assumptions)
            {
                writer.WriteStringValue($"{reproduction.Name}: {assumption}");
            }
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
