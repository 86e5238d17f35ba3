using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Accel.Arch.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Accel.Explore.Quantization.Tensors;

/// <summary>The header of a .npy file: a magic, a version, and a Python dictionary.</summary>
internal static partial class NpyHeader
{
    /// <summary>Longer than any header that numpy writes for numbers.</summary>
    private const int LongestHeader = 1 << 16;

    private const int LongestPrefix = 12;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The tensor of a file, or null and a diagnostic.</summary>
    public static TensorInfo? Read(SafeFileHandle handle, string file, DiagnosticBag diagnostics)
    {
        SourceLocation where = new(file);
        byte[] prefix = HeaderBytes.Read(handle, 0, LongestPrefix);
        if (prefix.Length < 10 || !prefix.AsSpan().StartsWith(Magic) || prefix[6] is not (1 or 2 or 3)
            || (prefix[6] > 1 && prefix.Length < LongestPrefix))
        {
            return Refuse("is no .npy file of version 1, 2 or 3");
        }

        int start = prefix[6] == 1 ? 10 : LongestPrefix;
        long length = prefix[6] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(prefix.AsSpan(8))
            : BinaryPrimitives.ReadUInt32LittleEndian(prefix.AsSpan(8));
        if (length > LongestHeader || HeaderBytes.Read(handle, start, (int)length) is not { } bytes
            || bytes.Length < length)
        {
            return Refuse("the header is cut off or too long");
        }

        string header = Encoding.UTF8.GetString(bytes);
        Match type = Type().Match(header), order = Order().Match(header), extents = Extents().Match(header);
        if (!type.Success || !order.Success || !extents.Success)
        {
            return Refuse("the header does not give descr, fortran_order and shape of plain numbers");
        }

        if (ElementOf(type.Groups[1].Value) is not { } element)
        {
            return Refuse($"elements of type '{type.Groups[1].Value}' are not read", "'<f2', '<f4' and '<f8' are");
        }

        string[] parts = extents.Groups[1].Value.Split(
            ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        long[] shape = new long[parts.Length];
        for (int i = 0; i < shape.Length; i++)
        {
            if (!long.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i])
                || shape[i] == 0)
            {
                return Refuse($"the shape ({extents.Groups[1].Value}) has no elements");
            }
        }

        if (order.Groups[1].Value == "True" && shape.Count(extent => extent > 1) > 1)
        {
            return Refuse("the elements are in Fortran order", "save numpy.ascontiguousarray(array)");
        }

        long due = RandomAccess.GetLength(handle) - start - length;
        return HeaderBytes.Elements(shape) * TensorInfo.SizeOf(element) == due
            ? new TensorInfo(Path.GetFileNameWithoutExtension(file), element, shape, start + length)
            : Refuse($"the header promises {HeaderBytes.Elements(shape)} elements, but {due} bytes follow it");

        TensorInfo? Refuse(string message, string? hint = null)
        {
            diagnostics.Error(DiagnosticCodes.DataFile, where, message, hint);
            return null;
        }
    }

    private static TensorElement? ElementOf(string type) => type switch
    {
        "<f2" => TensorElement.Fp16,
        "<f4" => TensorElement.Fp32,
        "<f8" => TensorElement.Fp64,
        _ => null,
    };

    [GeneratedRegex("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]")]
    private static partial Regex Type();

    [GeneratedRegex("['\"]fortran_order['\"]\\s*:\\s*(True|False)")]
    private static partial Regex Order();

    [GeneratedRegex("['\"]shape['\"]\\s*:\\s*\\(([0-9,\\s]*)\\)")]
    private static partial Regex Extents();
}
