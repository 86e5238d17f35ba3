namespace Accel.Tests.HlsEmit.Hls.Transformer;

/// <summary>Numbers as the bytes that benches read, and numbers at the ends of their ranges.</summary>
internal static class FloatVectors
{
    /// <summary>Zeros, the ends of subnormal and normal numbers of binary32 and binary16, ties of binary16, large
    /// ones.</summary>
    public static IReadOnlyList<float> Corners { get; } =
    [
        .. new[]
        {
            0f, float.Epsilon, 1.17549421e-38f, 1.17549435e-38f, 1e-30f, 2.9802322e-8f, 2.9802326e-8f, 5.9604645e-8f,
            8.940697e-8f, 6.0945e-5f, 6.1035156e-5f, 0.33333334f, 1, 1.00048828f, 1.00146484f, 2049, 2051, 65504,
            65519.996f, 65520, 65536, 1e9f, 3e38f,
        }.SelectMany(x => new[] { x, -x }),
    ];

    public static byte[] Bytes(params IEnumerable<float> values) => [.. values.SelectMany(BitConverter.GetBytes)];

    public static byte[] Bytes(params IEnumerable<int> values) => [.. values.SelectMany(BitConverter.GetBytes)];

    public static byte[] Halves(IEnumerable<Half> values) => [.. values.SelectMany(BitConverter.GetBytes)];

    /// <summary>A number of any magnitude between two powers of two, and of any sign.</summary>
    public static float Number(Random random, int least, int most) =>
        (float)(Math.ScaleB(1 + random.NextDouble(), random.Next(least, most)) * (random.Next(2) == 0 ? 1 : -1));

    /// <summary>Any finite number of binary16.</summary>
    public static Half AnyHalf(Random random)
    {
        Half half = BitConverter.UInt16BitsToHalf((ushort)random.Next(1 << 16));
        return Half.IsFinite(half) ? half : Half.MaxValue;
    }
}
