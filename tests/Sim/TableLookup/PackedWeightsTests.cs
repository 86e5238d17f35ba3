using Accel.Arch.Formats.Ternary;
using Accel.Sim.TableLookup.Machine;

namespace Accel.Tests.Sim.TableLookup;

public class PackedWeightsTests
{
    /// <summary>The machine packs weights by itself; what it reads must be what the weight buffer's format holds.</summary>
    [Test]
    public void Vector_OfAnyStepAndChannel_IsThatOfTheFormat()
    {
        var random = new Random(91);
        for (int i = 0; i < 60; i++)
        {
            (int group, int tables) = (random.Next(1, 6), random.Next(1, 9));
            (int n, int k) = (random.Next(1, 9), random.Next(1, 90));
            sbyte[] weights = [.. Enumerable.Range(0, n * k).Select(_ => (sbyte)random.Next(-1, 2))];
            var packed = PackedWeights.Pack(new(group, tables, 1, default, true, 1, 1), weights, k, n);
            IndexVectors format = IndexVectors.InWords(group, tables, 72);
            var bytes = new byte[format.PackedBytes(n, k)];
            format.Encode(n, k, weights, bytes);
            for (int at = 0; at < format.Steps(k) * n; at++)
            {
                (int step, int channel) = (at / n, at % n);
                for (int table = 0; table < tables; table++)
                {
                    int bits = TernaryIndex.Bits(group);
                    long first = format.BitOf(n, step, channel) + (table * bits);
                    int index = Enumerable.Range(0, bits).Sum(bit => Bit(bytes, first + bit) << bit);
                    Assert.That((int)packed.Vector(step, channel)[table], Is.EqualTo(index), $"case {i}");
                }
            }
        }
    }

    private static int Bit(byte[] bytes, long at) => bytes[at / 8] >> (int)(at % 8) & 1;
}
