using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Reports;

/// <summary>Writes the points into the report's data block: columns, not an object per point.</summary>
/// <remarks>
/// <c>axis[a]</c> is a column of codes, <c>metric[m]</c> a column of doubles, every bit kept. A column of codes is
/// <c>w</c>, the bytes of a code, and <c>b</c>, base64 of the codes, little-endian. A column of doubles is <c>b</c>,
/// base64 of the doubles, or where few values recur, a column of codes with the values in <c>v</c>.
/// <c>infeasible</c> is a column of codes: 0, or 1 and the position in <c>reasons</c>. <c>front</c> has the positions
/// of the front's points. A number that JavaScript cannot hold stands as text in <c>id</c>.
/// </remarks>
internal static class PointColumns
{
    private const long ExactInJavaScript = 1L << 53;

    public static void Write(Utf8JsonWriter json, ReportModel model)
    {
        IReadOnlyList<ReportPoint> points = model.Points;
        json.WriteStartObject("points");
        json.WriteStartArray("id");
        foreach (ReportPoint point in points)
        {
            WriteNumber(json, point.Id);
        }

        json.WriteEndArray();
        json.WriteStartArray("axis");
        int[] codes = new int[points.Count];
        for (int axis = 0; axis < model.Axes.Length; axis++)
        {
            Fill(codes, points, point => point.AxisValues[axis]);
            json.WriteStartObject();
            WriteCodes(json, codes, model.Axes[axis].Values.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("metric");
        for (int metric = 0; metric < model.Metrics.Length; metric++)
        {
            WriteDoubles(json, [.. points.Select(point => point.Metrics[metric])]);
        }

        json.WriteEndArray();
        WriteReasons(json, model, codes);
        json.WriteWholes("front", points.Index().Where(p => p.Item.OnFront).Select(p => (long)p.Index));
        json.WriteEndObject();
    }

    /// <summary>A point's number, exact in JavaScript too.</summary>
    public static void WriteNumber(Utf8JsonWriter json, long number)
    {
        if (number < ExactInJavaScript)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void WriteReasons(Utf8JsonWriter json, ReportModel model, int[] codes)
    {
        InfeasibleReason[] reasons = [.. model.Points.Select(point => point.Infeasible).OfType<InfeasibleReason>()
            .Distinct()];
        Dictionary<InfeasibleReason, int> positions = reasons.Index().ToDictionary(r => r.Item, r => r.Index);
        json.WriteArray("reasons", reasons, reason =>
        {
            json.WriteString("text", reason.Text);
            json.WriteNumber("metric", reason.Metric is null ? -1 : model.MetricIndex(reason.Metric));
        });
        Fill(codes, model.Points, point => point.Infeasible is { } reason ? positions[reason] + 1 : 0);
        json.WriteStartObject("infeasible");
        WriteCodes(json, codes, reasons.Length + 1);
        json.WriteEndObject();
    }

    private static void Fill(int[] codes, IReadOnlyList<ReportPoint> points, Func<ReportPoint, int> code)
    {
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = code(points[row]);
        }
    }

    private static void WriteCodes(Utf8JsonWriter json, int[] codes, int values)
    {
        int width = values <= 1 << 8 ? 1 : values <= 1 << 16 ? 2 : 4;
        byte[] bytes = new byte[(long)codes.Length * width];
        for (int row = 0; row < codes.Length; row++)
        {
            for (int part = 0; part < width; part++)
            {
                bytes[(row * width) + part] = (byte)(codes[row] >> (8 * part) & 255);
            }
        }

        json.WriteNumber("w", width);
        json.WriteBase64String("b", bytes);
    }

    private static void WriteDoubles(Utf8JsonWriter json, double[] values)
    {
        json.WriteStartObject();
        Dictionary<long, int> places = [];
        int[] codes = new int[values.Length];
        for (int row = 0; row < values.Length && places.Count <= values.Length / 4; row++)
        {
            // Bits tell 0 from -0 and hold a NaN equal to itself.
            long bits = BitConverter.DoubleToInt64Bits(values[row]);
            if (!places.TryGetValue(bits, out codes[row]))
            {
                codes[row] = places.Count;
                places.Add(bits, codes[row]);
            }
        }

        if (places.Count <= values.Length / 4)
        {
            json.WriteStartArray("v");
            foreach (long bits in places.Keys)
            {
                json.WriteReal(null, BitConverter.Int64BitsToDouble(bits), "R");
            }

            json.WriteEndArray();
            WriteCodes(json, codes, places.Count);
        }
        else
        {
            byte[] bytes = new byte[(long)values.Length * sizeof(double)];
            for (int row = 0; row < values.Length; row++)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(row * sizeof(double)), values[row]);
            }

            json.WriteBase64String("b", bytes);
        }

        json.WriteEndObject();
    }
}
