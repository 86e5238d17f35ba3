using System.Numerics;
using Microsoft.Win32.SafeHandles;

namespace Accel.Explore.Quantization.Tensors;

/// <summary>What both kinds of headers need.</summary>
internal static class HeaderBytes
{
    /// <summary>Bytes of a file from an offset on; fewer than wanted where the file ends.</summary>
    public static byte[] Read(SafeFileHandle handle, long offset, int count)
    {
        byte[] bytes = new byte[(int)Math.Max(0, Math.Min(count, RandomAccess.GetLength(handle) - offset))];
        int done = 0;
        while (done < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(done), offset + done) is > 0 and var read)
        {
            done += read;
        }

        return bytes[..done];
    }

    /// <summary>Elements of a shape, of any size.</summary>
    public static BigInteger Elements(IEnumerable<long> shape) =>
        shape.Aggregate(BigInteger.One, (product, extent) => product * extent);
}
