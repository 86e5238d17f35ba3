using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Accel.Arch.Formats.Ternary;
using Accel.Sim.TableLookup;

namespace Accel.Bench;

/// <summary>Prints the time of a ternary matrix-vector product by table lookup and by plain int8 products.</summary>
/// <remarks>
/// One thread each; all build what depends on the token within the time. Repeats take turns, so that whatever else the
/// machine does meets all of them. Between repeats nothing is evicted: what fits a cache stays there.
/// </remarks>
internal static class LookupRate
{
    private const int K = 6912;
    private const int Repeats = 200;

    /// <summary>A down projection of BitNet b1.58 2B-4T, and one whose int8 form fits a core's own cache.</summary>
    public static void Print()
    {
        Print(2560);
        Print(128);
    }

    private static void Print(int n)
    {
        Random random = new(1);
        sbyte[] weights = [.. Enumerable.Range(0, n * K).Select(_ => (sbyte)random.Next(-1, 2))];
        sbyte[] token = [.. Enumerable.Range(0, K).Select(_ => (sbyte)random.Next(-127, 128))];
        Memory<sbyte> aligned = Aligned(weights);
        LookupWeights ternary = LookupWeights.OfTernary(n, K, weights);
        LookupWeights bits = LookupWeights.OfBits(n, K, weights, new BitPlanes(2, true));
        List<(string Name, int[] Outputs, Action<int[]> Run)> ways =
        [
            ("lookup, ternary groups of 3", new int[n], Lookup(ternary, token)),
            ("lookup, two binary planes of 2-bit weights", new int[2 * n], Lookup(bits, token)),
        ];
        if (Avx512BW.IsSupported)
        {
            var wide = new short[K];
            ways.Add(("int8, 16-bit products in 512 bits", new int[n], outputs =>
            {
                for (int i = 0; i < K; i++)
                {
                    wide[i] = token[i];
                }

                Int8Gemv.Widened(K, wide, aligned.Span, outputs);
            }));
        }

        var magnitudes = new byte[K];
        ways.Add(("int8, byte products in 256 bits", new int[n], outputs =>
        {
            for (int i = 0; i < K; i++)
            {
                magnitudes[i] = (byte)Math.Abs(token[i]);
            }

            Int8Gemv.Bytes(K, token, magnitudes, aligned.Span, outputs);
        }));
        double[] median = Medians(ways);
        Compare(n, token, weights, ways);
        for (int i = 0; i < ways.Count; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{ways[i].Name}, {n} x {K}: {median[i] * 1e3:N3} ms, {(double)n * K / median[i] / 1e9:N1} G MAC/s"));
        }

        double plain = median[2..].Min();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"lookup over the faster int8: {median[0] / plain:N2} of its time; median of {Repeats}, one thread"));
    }

    private static Action<int[]> Lookup(LookupWeights weights, sbyte[] token)
    {
        LookupTables tables = new(weights);
        return outputs =>
        {
            tables.Fill(token);
            LookupKernels.Multiply(tables, weights, outputs);
        };
    }

    /// <summary>The weights at the start of a cache line, as the lookup kernel's are.</summary>
    private static Memory<sbyte> Aligned(sbyte[] weights)
    {
        sbyte[] pinned = GC.AllocateArray<sbyte>(weights.Length + 64, pinned: true);
        int start = (int)((64 - (Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0) % 64)) % 64);
        weights.CopyTo(pinned, start);
        return pinned.AsMemory(start, weights.Length);
    }

    private static double[] Medians(List<(string Name, int[] Outputs, Action<int[]> Run)> ways)
    {
        var times = ways.Select(_ => new List<double>()).ToArray();
        for (int repeat = -Repeats; repeat < Repeats; repeat++)
        {
            for (int i = 0; i < ways.Count; i++)
            {
                long start = Stopwatch.GetTimestamp();
                ways[i].Run(ways[i].Outputs);
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                if (repeat >= 0)
                {
                    times[i].Add(seconds);
                }
            }
        }

        return [.. times.Select(list => list.Order().ElementAt(Repeats / 2))];
    }

    private static void Compare(
        int n, sbyte[] token, sbyte[] weights, List<(string Name, int[] Outputs, Action<int[]> Run)> ways)
    {
        var joined = new int[n];
        LookupProduct.Combine(new BitPlanes(2, true), token.Sum(value => value), ways[1].Outputs, joined);
        for (int channel = 0; channel < n; channel++)
        {
            int sum = 0;
            for (int i = 0; i < K; i++)
            {
                sum += token[i] * weights[(channel * K) + i];
            }

            bool same = joined[channel] == sum
                && ways.Where((_, way) => way != 1).All(way => way.Outputs[channel] == sum);
            if (!same)
            {
                throw new InvalidOperationException($"a kernel and the plain sum differ at {channel}");
            }
        }
    }
}
