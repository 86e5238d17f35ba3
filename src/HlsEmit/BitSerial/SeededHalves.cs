namespace Accel.HlsEmit.BitSerial;

/// <summary>FP16 numbers from a seed that meet the corners of alignment and rounding.</summary>
internal static class SeededHalves
{
    /// <summary>Numbers of one kind or a mix: near one, any exponent, subnormal; some zero, some their
    /// neighbour's opposite.</summary>
    public static Half[] Many(Random random, int count)
    {
        int kind = random.Next(5);
        var values = new Half[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (kind > 2 ? random.Next(3) : kind) switch
            {
                0 => (Half)((random.NextDouble() * 4) - 2),
                1 => Finite(random),
                _ => (Half)(random.Next(-1023, 1024) * Math.ScaleB(1, -24)),
            };
            if (random.Next(8) == 0)
            {
                values[i] = i > 0 && random.Next(2) == 0 ? -values[i - 1] : Half.Zero;
            }
        }

        return values;
    }

    /// <summary>Any finite number.</summary>
    public static Half Finite(Random random)
    {
        Half value;
        do
        {
            value = BitConverter.UInt16BitsToHalf((ushort)random.Next(1 << 16));
        }
        while (!Half.IsFinite(value));
        return value;
    }

    /// <summary>A channel's scale: mostly such that outputs are in range, sometimes any.</summary>
    public static Half ChannelScale(Random random) =>
        random.Next(4) == 0 ? Finite(random) : (Half)(random.NextDouble() / 256);
}
