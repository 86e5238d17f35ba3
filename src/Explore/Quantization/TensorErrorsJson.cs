using System.Text;
using System.Text.Json;
using Accel.Arch.Formats.OutlierVictim;

namespace Accel.Explore.Quantization;

/// <summary>Writes the errors of formats as <c>quantize --json</c> prints them. Names are a contract.</summary>
public static class TensorErrorsJson
{
    public static string Write(string version, string file, IReadOnlyList<TensorErrors> tensors)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("accel", version);
            writer.WriteString("file", file);
            writer.WriteStartArray("tensors");
            foreach (TensorErrors tensor in tensors)
            {
                WriteTensor(writer, tensor);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteTensor(Utf8JsonWriter writer, TensorErrors errors)
    {
        writer.WriteStartObject();
        writer.WriteString("name", errors.Tensor.Name);
        writer.WriteString("type", errors.Tensor.Element.ToString().ToLowerInvariant());
        writer.WriteStartArray("shape");
        foreach (long extent in errors.Tensor.Shape)
        {
            writer.WriteNumberValue(extent);
        }

        writer.WriteEndArray();
        writer.WriteNumber("channels", errors.Tensor.Channels);
        writer.WriteNumber("channel_length", errors.Tensor.ChannelLength);
        WriteFinite(writer, "variance", errors.Variance);
        writer.WriteStartArray("formats");
        foreach (FormatError format in errors.Formats)
        {
            WriteFormat(writer, format);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter writer, FormatError error)
    {
        writer.WriteStartObject();
        writer.WriteString("format", error.Format.ToString());
        writer.WriteNumber("bits_per_element", error.BitsPerElement);
        WriteFinite(writer, "mse", error.MeanSquaredError);
        WriteFinite(writer, "relative_mse", error.RelativeError);
        WriteFinite(writer, "max_abs_error", error.MaxAbsoluteError);
        if (error.Pairs is { } pairs)
        {
            WritePairs(writer, pairs);
        }
        else
        {
            writer.WriteNull("pairs");
        }

        writer.WriteEndObject();
    }

    private static void WritePairs(Utf8JsonWriter writer, PairStatistics pairs)
    {
        writer.WriteStartObject("pairs");
        writer.WriteNumber("normal_normal", pairs.NormalNormal);
        writer.WriteNumber("outlier_normal", pairs.OutlierNormal);
        writer.WriteNumber("outlier_outlier", pairs.OutlierOutlier);
        writer.WriteNumber("dropped_outliers", pairs.DroppedOutliers);
        writer.WriteEndObject();
    }

    /// <summary>JSON has no infinity, which the squares of the largest elements reach.</summary>
    private static void WriteFinite(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
