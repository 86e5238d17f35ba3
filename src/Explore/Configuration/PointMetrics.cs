using Accel.Explore.Sweeps;

namespace Accel.Explore.Configuration;

/// <summary>
/// The metrics of a design point, in the order in which <see cref="DesignPointEvaluator"/> fills them.
/// </summary>
/// <remarks>Where a sweep has several workloads, times and energies are their sums: one run after the other.</remarks>
public static class PointMetrics
{
    public static readonly IReadOnlyList<Metric> All =
    [
        new("latency-s", "s", "Time of all phases", "Latency"),
        new("prefill-latency-s", "s", "Time to the first token: the prefill phases", "Prefill latency"),
        new("decode-latency-s", "s", "Time of the decode phases", "Decode latency"),
        new("decode-tokens-per-s", "token/s", "Tokens generated a second while decoding", "Decode rate"),
        new("energy-j", "J", "Energy of all phases, DRAM included", "Energy"),
        new("onchip-energy-j", "J", "Energy without DRAM", "On-chip energy"),
        new("area-mm2", "mm2", "Area of PEs, edge units, accumulators, vector unit and buffers; 0 on a device", "Area"),
        new("power-w", "W", "Energy over latency", "Power"),
        new("edp-js", "J s", "Energy-delay product", "Energy-delay product"),
        new("utilization", "1", "Useful multiply-accumulates over what the fabric could have done", "Utilization"),
        new("dram-gb", "GB", "DRAM traffic", "DRAM traffic"),
        new("weight-bits", "bit", "Stored bits of a weight, scales and selectors included, at K = 4096",
            "Bits per weight"),
        new("weight-mse", "1", "Mean squared quantization error of weights over their variance", "Quantization error"),
        new("activation-mse", "1", "Mean squared quantization error of activations over their variance",
            "Activations' quantization error"),
        new("product-mse", "1", "Mean squared error of a product of both over its variance, errors independent",
            "Products' quantization error"),
        new("lut", "LUT", "LUTs of the device; 0 where the design is built in a technology", "LUTs"),
        new("ff", "FF", "Flip-flops of the device; 0 in a technology", "Flip-flops"),
        new("dsp", "DSP", "DSP slices of the device; 0 in a technology", "DSP slices"),
        new("bram36", "BRAM36", "Block RAMs of the device, 36 Kbit each; 0 in a technology", "Block RAMs"),
        new("uram", "URAM", "Ultra RAMs of the device; 0 in a technology", "Ultra RAMs"),
        new("decode-tokens-per-j", "token/J", "Tokens generated for a joule while decoding", "Decode efficiency"),
    ];

    public const int Latency = 0;
    public const int PrefillLatency = 1;
    public const int DecodeLatency = 2;
    public const int DecodeRate = 3;
    public const int Energy = 4;
    public const int OnChipEnergy = 5;
    public const int Area = 6;
    public const int Power = 7;
    public const int Edp = 8;
    public const int Utilization = 9;
    public const int DramTraffic = 10;
    public const int WeightBits = 11;
    public const int WeightError = 12;
    public const int ActivationError = 13;
    public const int ProductError = 14;
    public const int Lut = 15;
    public const int Ff = 16;
    public const int Dsp = 17;
    public const int Bram36 = 18;
    public const int Uram = 19;
    public const int DecodeEfficiency = 20;

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(metric => metric.Name)];

    public static Metric? Find(string name) => All.FirstOrDefault(metric => metric.Name == name);
}
