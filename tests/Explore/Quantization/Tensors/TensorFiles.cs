using System.Buffers.Binary;
using System.Text;

namespace Accel.Tests.Explore.Quantization.Tensors;

/// <summary>Makes the bytes of tensor files, also of wrong ones.</summary>
internal static class TensorFiles
{
    public static byte[] Npy(string header, byte[] data, byte version = 1)
    {
        byte[] text = Encoding.ASCII.GetBytes(header.PadRight(117) + "\n");
        byte[] length = new byte[version == 1 ? 2 : 4];
        length[0] = (byte)text.Length;
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. text, .. data];
    }

    public static string NpyHeader(string type, string shape, bool isFortran = false) =>
        $"{{'descr': '{type}', 'fortran_order': {(isFortran ? "True" : "False")}, 'shape': {shape}, }}";

    public static byte[] Safetensors(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data];
    }

    /// <summary>Elements as a file stores them; BF16 is cut off, not rounded.</summary>
    public static byte[] Stored(string type, IEnumerable<double> values) => type switch
    {
        "F16" => [.. values.SelectMany(value => BitConverter.GetBytes((Half)value))],
        "BF16" => [.. values.SelectMany(value => BitConverter.GetBytes((float)value)[2..])],
        "F32" => [.. values.SelectMany(value => BitConverter.GetBytes((float)value))],
        _ => [.. values.SelectMany(BitConverter.GetBytes)],
    };
}
