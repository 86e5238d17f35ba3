using Accel.Arch.Workloads;

namespace Accel.Explore.Reproductions.Olive;

/// <summary>The GPU of OliVe's evaluation as a roofline: a layer waits for its arithmetic or its traffic.</summary>
/// <remarks>
/// RTX 2080 Ti (NVIDIA, Turing GPU Architecture whitepaper, 2018): 544 tensor cores of 64 multiply-adds a cycle in
/// FP16, twice as many in INT8 and four times in INT4, at 1.545 GHz; 616 GB/s. Caches, occupancy and launch of kernels
/// are left out, and everything but the linear layers.
/// </remarks>
/// <param name="WeightBits">Bits of a weight in DRAM.</param>
/// <param name="ActivationBits">Bits of an activation in DRAM, read and written.</param>
/// <param name="FormatFactor">Multiply-adds a cycle over those in FP16.</param>
internal sealed record OliveGpu(double WeightBits, double ActivationBits, double FormatFactor)
{
    private const double Fp16MacsPerSecond = 544 * 64 * 1.545e9;

    private const double BitsPerSecond = 616e9 * 8;

    /// <summary>Share of GOBO's weights that stay in 32 bits (GOBO, MICRO 2020: typically 0.1 %).</summary>
    private const double GoboOutliers = 0.001;

    /// <summary>Pairs of 4 bits on INT4 tensor cores with decoders before them.</summary>
    public static readonly OliveGpu Olive = new(4, 4, 4);

    public static readonly OliveGpu Int8 = new(8, 8, 2);

    /// <summary>Weights alone in 3 bits; the arithmetic stays in FP16.</summary>
    public static readonly OliveGpu Gobo = new(3 + (GoboOutliers * 32), 16, 1);

    /// <summary>Seconds of all layers, one after another.</summary>
    public double Seconds(OliveModel model) => model.Layers.Sum(layer => layer.Layers * Seconds(layer));

    private double Seconds(GemmOperator layer)
    {
        (double m, double k, double n) = (layer.M, layer.K, layer.N);
        double bits = (k * n * WeightBits) + (((m * k) + (m * n)) * ActivationBits);
        return Math.Max(m * k * n / (Fp16MacsPerSecond * FormatFactor), bits / BitsPerSecond);
    }
}
