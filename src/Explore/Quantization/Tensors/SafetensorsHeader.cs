using System.Buffers.Binary;
using System.Text.Json;
using Accel.Arch.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Accel.Explore.Quantization.Tensors;

/// <summary>The header of a .safetensors file: its length in 8 bytes, then JSON that names every tensor.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The format's own limit.</summary>
    private const int LongestHeader = 100_000_000;

    private const int PrefixLength = 8;

    /// <summary>The tensors of floating-point numbers that have elements, or null and diagnostics.</summary>
    public static IReadOnlyList<TensorInfo>? Read(SafeFileHandle handle, string file, DiagnosticBag diagnostics)
    {
        SourceLocation where = new(file);
        byte[] prefix = HeaderBytes.Read(handle, 0, PrefixLength);
        ulong length = prefix.Length < PrefixLength ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length is < 2 or > LongestHeader
            || HeaderBytes.Read(handle, PrefixLength, (int)length) is not { } bytes || bytes.Length < (int)length)
        {
            diagnostics.Error(DiagnosticCodes.DataFile, where, "is no .safetensors file, or its header is cut off");
            return null;
        }

        try
        {
            using JsonDocument header = JsonDocument.Parse(bytes);
            return header.RootElement.ValueKind == JsonValueKind.Object
                ? Tensors(header.RootElement, PrefixLength + (long)length, RandomAccess.GetLength(handle), where,
                    diagnostics)
                : Malformed("it is no object");
        }
        catch (JsonException error)
        {
            return Malformed(error.Message);
        }

        IReadOnlyList<TensorInfo>? Malformed(string message)
        {
            diagnostics.Error(DiagnosticCodes.DataFile, where, $"the header is not what it should be: {message}");
            return null;
        }
    }

    private static List<TensorInfo>? Tensors(
        JsonElement header, long start, long end, SourceLocation where, DiagnosticBag diagnostics)
    {
        List<TensorInfo> tensors = [];
        bool isWhole = true;
        foreach (JsonProperty property in header.EnumerateObject().Where(property => property.Name != "__metadata__"))
        {
            if (Describe(property, start, end, out TensorInfo? tensor) is string mistake)
            {
                diagnostics.Error(DiagnosticCodes.DataFile, where, $"tensor '{property.Name}': {mistake}");
                isWhole = false;
            }
            else if (tensor is not null)
            {
                tensors.Add(tensor);
            }
        }

        if (isWhole && tensors.Count == 0)
        {
            diagnostics.Error(DiagnosticCodes.DataFile, where, "has no tensor of F16, BF16, F32 or F64");
        }

        return isWhole && tensors.Count > 0 ? tensors : null;
    }

    /// <summary>What is wrong with a tensor, or null; the tensor is null too when it is of no interest.</summary>
    private static string? Describe(JsonProperty property, long start, long end, out TensorInfo? tensor)
    {
        tensor = null;
        if (property.Value.ValueKind != JsonValueKind.Object
            || !property.Value.TryGetProperty("dtype", out JsonElement type) || type.ValueKind != JsonValueKind.String
            || !TryNumbers(property.Value, "shape", out long[] shape)
            || !TryNumbers(property.Value, "data_offsets", out long[] offsets) || offsets.Length != 2)
        {
            return "needs dtype, shape and two data_offsets";
        }

        if (ElementOf(type.GetString()!) is not { } element || shape.Contains(0))
        {
            return null;
        }

        if (offsets[0] > offsets[1] || offsets[1] > end - start
            || HeaderBytes.Elements(shape) * TensorInfo.SizeOf(element) != offsets[1] - offsets[0])
        {
            return "shape, type and data_offsets do not fit together or into the file";
        }

        tensor = new TensorInfo(property.Name, element, shape, start + offsets[0]);
        return null;
    }

    private static bool TryNumbers(JsonElement tensor, string key, out long[] numbers)
    {
        numbers = [];
        if (!tensor.TryGetProperty(key, out JsonElement list) || list.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        numbers = [.. list.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out long number) ? number : -1)];
        return numbers.All(number => number >= 0);
    }

    private static TensorElement? ElementOf(string type) => type switch
    {
        "F16" => TensorElement.Fp16,
        "BF16" => TensorElement.Bf16,
        "F32" => TensorElement.Fp32,
        "F64" => TensorElement.Fp64,
        _ => null,
    };
}
