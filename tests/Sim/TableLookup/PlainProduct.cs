namespace Accel.Tests.Sim.TableLookup;

/// <summary>Random operands, and the product that all ways must give.</summary>
internal sealed class PlainProduct
{
    public PlainProduct(int m, int k, int n, int seed, int minimum = -1, int maximum = 1)
    {
        Random random = new(seed);
        (M, K, N) = (m, k, n);
        bool extreme = random.Next(4) == 0;
        Activations = [.. Enumerable.Range(0, m * k)
            .Select(_ => (sbyte)(extreme ? 127 * (random.Next(8) == 0 ? -1 : 1) : random.Next(-127, 128)))];
        Weights = [.. Enumerable.Range(0, n * k)
            .Select(_ => (sbyte)(extreme ? maximum : random.Next(minimum, maximum + 1)))];
        Outputs = new int[m * n];
        for (int i = 0; i < Outputs.Length; i++)
        {
            for (int j = 0; j < k; j++)
            {
                Outputs[i] += Activations[(i / n * k) + j] * Weights[(i % n * k) + j];
            }
        }
    }

    public int M { get; }

    public int K { get; }

    public int N { get; }

    public sbyte[] Activations { get; }

    public sbyte[] Weights { get; }

    public int[] Outputs { get; }
}
