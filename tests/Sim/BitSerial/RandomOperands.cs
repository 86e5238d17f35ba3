using Accel.Sim.BitSerial;

namespace Accel.Tests.Sim.BitSerial;

/// <summary>
/// Seeded operands that reach the corners: zeros, subnormals, extreme exponents, cancelling neighbours.
/// </summary>
internal static class RandomOperands
{
    public static readonly TermGenerator[] Generators =
        [TermGenerator.Windows, .. Enumerable.Range(2, 8).Select(TermGenerator.Booth)];

    public static Half[] Activations(Random random, int count)
    {
        int kind = random.Next(4);
        var values = new Half[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (kind == 3 ? random.Next(3) : kind) switch
            {
                0 => (Half)(random.NextDouble() * 4 - 2),
                1 => AnyFinite(random),
                _ => (Half)(random.Next(-1023, 1024) * Math.ScaleB(1, -24)),
            };
            if (random.Next(8) == 0)
            {
                values[i] = i > 0 && random.Next(2) == 0 ? -values[i - 1] : Half.Zero;
            }
        }

        return values;
    }

    public static int[] Weights(Random random, TermGenerator generator, int count)
    {
        var values = new int[count];
        for (int i = 0; i < count; i++)
        {
            if (generator.IntegerBits > 0)
            {
                int limit = 1 << generator.IntegerBits - 1;
                values[i] = random.Next(4) == 0 ? random.Next(2) * (2 * limit - 1) - limit : random.Next(-limit, limit);
            }
            else
            {
                int bits = 1 << random.Next(5) | 1 << random.Next(5);
                values[i] = random.Next(3) switch { 0 => 0, 1 => bits, _ => -bits };
            }
        }

        return values;
    }

    public static GroupScale Scale(Random random, bool isFp16) => isFp16
        ? GroupScale.FromFp16(Half.Abs(random.Next(4) == 0 ? AnyFinite(random) : (Half)random.NextDouble()))
        : GroupScale.FromInt8((byte)random.Next(256));

    public static BitSerialOperands Gemm(
        Random random, int m, int k, int n, TermGenerator generator, int group, bool fp16Scales = false)
    {
        int groups = group == 0 ? 1 : (k + group - 1) / group;
        GroupScale[] scales = [.. Enumerable.Range(0, n * groups).Select(_ => Scale(random, fp16Scales))];
        Half[] channels = [.. Enumerable.Range(0, n).Select(_ => (Half)(random.NextDouble() / 256))];
        return BitSerialOperands.ForTerms(
            m, k, n, Activations(random, m * k), Weights(random, generator, n * k), generator, group, scales, channels);
    }

    public static BitSerialOperands MacGemm(Random random, int m, int k, int n, int group, bool isInteger)
    {
        int groups = group == 0 ? 1 : (k + group - 1) / group;
        Half[] weights = isInteger
            ? [.. Enumerable.Range(0, n * k).Select(_ => (Half)random.Next(-128, 128))]
            : Activations(random, n * k);
        GroupScale[] scales = [.. Enumerable.Range(0, n * groups).Select(_ => Scale(random, true))];
        return BitSerialOperands.ForMacs(m, k, n, Activations(random, m * k), weights, group, scales);
    }

    private static Half AnyFinite(Random random)
    {
        Half value;
        do
        {
            value = BitConverter.UInt16BitsToHalf((ushort)random.Next(1 << 16));
        }
        while (!Half.IsFinite(value));
        return value;
    }
}
