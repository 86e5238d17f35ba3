using Accel.Sim.BitSerial;
using BenchmarkDotNet.Attributes;

namespace Accel.Bench;

/// <summary>
/// A GEMM in the PE's own arithmetic, value by value and by vectors. One operation is one multiply-accumulate.
/// </summary>
public class KernelBenchmarks
{
    private const int M = 64;
    private const int K = 512;
    private const int N = 16;
    private const int Macs = M * K * N;
    private const int Lanes = 4;
    private const int Group = 128;
    private const int Seed = 1;

    private readonly Half[] _outputs = new Half[M * N];
    private BitSerialOperands? _operands;

    /// <summary>Weights of two terms (FP4) or of four (INT8).</summary>
    [Params("fp4", "int8")]
    public string Weights { get; set; } = "fp4";

    [GlobalSetup]
    public void SetUp()
    {
        Random random = new(Seed);
        TermGenerator generator = Weights == "fp4" ? TermGenerator.Windows : TermGenerator.Booth(8);
        int[] codes = Weights == "fp4" ? [0, 1, 2, 3, 4, 6, 8, 12] : [.. Enumerable.Range(0, 128)];
        Half[] activations = [.. Enumerable.Range(0, M * K).Select(_ => (Half)(random.NextDouble() * 4 - 2))];
        int[] weights =
        [
            .. Enumerable.Range(0, N * K).Select(_ => codes[random.Next(codes.Length)] * (random.Next(2) * 2 - 1)),
        ];
        GroupScale[] scales =
        [
            .. Enumerable.Range(0, N * K / Group).Select(_ => GroupScale.FromInt8((byte)random.Next(1, 256))),
        ];
        Half[] channels = [.. Enumerable.Range(0, N).Select(_ => (Half)(random.NextDouble() / 256))];
        _operands = BitSerialOperands.ForTerms(M, K, N, activations, weights, generator, Group, scales, channels);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Macs)]
    public void Scalar() => BitSerialReference.Multiply(_operands!, Lanes, _outputs);

    [Benchmark(OperationsPerInvoke = Macs)]
    public void Simd() => BitSerialKernels.Multiply(_operands!, Lanes, _outputs);
}
