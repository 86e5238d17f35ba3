using Accel.Arch.Activity;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.Arch.Formats.Quantization;
using Accel.Sim.BitSerial;
using Accel.Sim.BitSerial.Machine;

namespace Accel.Tests.Sim.BitSerial;

public class QuantizedOperandsTests
{
    private const int M = 11, K = 200, N = 7;

    private static readonly string[] BitSerialFormats =
    [
        "int8/128", "int6/128", "int5/128", "int4/128", "int8/128@fp16", "int6/64@fp16", "int8", "int6", "uint4/128",
        "int4-asym/128", "int3-asym/64", "int8-asym/128", "int4-asym/128@fp16", "int4-asym",
        "fp4-er-ea/128", "fp3-er-ea/128", "fp4-er-ea/128@fp16", "fp3-ea/64", "fp4/128", "fp3/32", "flint4/128", "flint4",
        "ternary/128",
    ];

    private static readonly string[] BaselineFormats =
        ["int8", "int8/128", "int6/128@fp16", "int4-asym/128", "int7-asym", "uint7/128"];

    [TestCaseSource(nameof(BitSerialFormats))]
    public void Quantize_OnBitSerialPes_AllThreeAgreeAndStayWithinTheBound(string format) =>
        AssertAgree(new BitSerialFabric { Rows = 4, Columns = 4, TileRows = 2, TileColumns = 2 }, format);

    [TestCaseSource(nameof(BaselineFormats))]
    public void Quantize_OnFp16Int8Pes_AllThreeAgreeAndStayWithinTheBound(string format) => AssertAgree(
        new BitSerialFabric { Pe = BitSerialPe.Fp16Int8, Rows = 4, Columns = 4, TileRows = 2, TileColumns = 2, Lanes = 1 },
        format);

    [Test]
    public void Quantize_OnFp16Pes_AllThreeAgreeAndStayWithinTheBound() => AssertAgree(
        new BitSerialFabric { Pe = BitSerialPe.Fp16, Rows = 4, Columns = 4, TileRows = 2, TileColumns = 2, Lanes = 1 },
        "fp16");

    [TestCaseSource(nameof(BitSerialFormats))]
    public void Quantize_OnBitSerialPes_TermsTimesScalesAreTheQuantizersValues(string format)
    {
        var random = new Random(5);
        QuantizedOperands quantized = Quantize(new BitSerialFabric(), format, random, out double[] weights);
        BitSerialOperands operands = quantized.Operands;
        double[] expected = ByTheQuantizer(TensorFormat.Parse(format), weights);
        Assert.That(quantized.Dequantized.ToArray(), Is.EqualTo(expected));
        for (int n = 0; n < N; n++)
        {
            for (int k = 0; k < K; k++)
            {
                int sum = 0;
                for (int t = 0; t < operands.TermsPerWeight; t++)
                {
                    sum += operands.TermsAt(n, t, k, 1)[0].Value;
                }

                double value = Math.ScaleB(sum, operands.UnitExponent)
                    * operands.GroupScaleAt(n, k / operands.GroupSize).Value * (double)operands.ChannelScales[n];
                Assert.That(value, Is.EqualTo(expected[(n * K) + k]), $"{format} channel {n} weight {k}");
            }
        }
    }

    [Test]
    public void Quantize_AsymmetricWeightsOfOneSign_UseTheirZeroPoints()
    {
        // 16 levels from -1 to -0.5 have no zero among them: BitMoD's clamp puts the zero point at 15, code 15 is 0.
        double[] weights = [.. Enumerable.Range(0, 16).Select(i => -1 + (i / 30.0))];
        Half[] activations = [.. Enumerable.Repeat(Half.One, 16)];
        QuantizedOperands quantized = QuantizedOperands.Quantize(
            new BitSerialFabric { Lanes = 4 }, TensorFormat.Parse("int4-asym/16@fp16"), 1, 16, 1, activations, weights);
        Assert.That(quantized.Dequantized.ToArray(), Has.All.Negative);
        var output = new Half[1];
        BitSerialReference.Multiply(quantized.Operands, 4, output);
        double exact = quantized.Dequantized.ToArray().Sum();
        Assert.That((double)output[0], Is.EqualTo(exact).Within(ErrorBound.Of(quantized.Operands, 4, 0, 0)));
    }

    [TestCase(BitSerialPe.BitSerial, "int5.25")]
    [TestCase(BitSerialPe.BitSerial, "int16/128")]
    [TestCase(BitSerialPe.BitSerial, "fp6-e2m3/128")]
    [TestCase(BitSerialPe.BitSerial, "fp8-e4m3/128")]
    [TestCase(BitSerialPe.BitSerial, "bf16")]
    [TestCase(BitSerialPe.Fp16, "bf16")]
    [TestCase(BitSerialPe.Fp16, "int8")]
    [TestCase(BitSerialPe.Fp16Int8, "int8-asym/128")]
    [TestCase(BitSerialPe.Fp16Int8, "uint8")]
    [TestCase(BitSerialPe.Fp16Int8, "fp4/128")]
    [TestCase(BitSerialPe.BitSerial, "int4/128~2:4")]
    public void Quantize_AFormatThatThePeCannotTake_IsRefusedAsTheFabricRefusesIt(BitSerialPe pe, string format)
    {
        var fabric = new BitSerialFabric { Pe = pe };
        string? reason = fabric.WhyNotWeights(TensorFormat.Parse(format), TensorFormat.Parse("fp16"));
        Assert.That(reason, Is.Not.Null);
        Assert.That(
            () => Quantize(fabric, format, new Random(1), out _),
            Throws.ArgumentException.With.Message.StartsWith(reason));
    }

    [Test]
    public void Quantize_AMixOnABaseline_IsRefusedForItHasNoCodes()
    {
        // The baseline's timing runs a mean width over layers; no single layer has such weights.
        var fabric = new BitSerialFabric { Pe = BitSerialPe.Fp16Int8, Lanes = 1 };
        Assert.That(() => Quantize(fabric, "int5.5", new Random(1), out _), Throws.ArgumentException);
    }

    [Test]
    public void Generator_EveryFormatThePeTakes_HasTheTermsThatTimeIsCountedBy()
    {
        var fabric = new BitSerialFabric();
        int taken = 0;
        foreach (NumberFormat format in NumberFormats.All)
        {
            if (TermCount.Of(fabric, format) is { } count)
            {
                Assert.That(QuantizedOperands.Generator(format).Count, Is.EqualTo(count), format.Name);
                taken++;
            }
        }

        Assert.That(taken, Is.GreaterThan(25));
    }

    [Test]
    public void Limits_OfTheFabric_AreThoseOfThePesArithmetic()
    {
        Assert.That(BitSerialFabric.MaximumLanes, Is.EqualTo(PeArithmetic.MaximumLanes));
        Assert.That(BitSerialFabric.MaximumGroupSize, Is.EqualTo(GroupAccumulator.MaximumGroup));
    }

    private static void AssertAgree(BitSerialFabric fabric, string format)
    {
        QuantizedOperands quantized = Quantize(fabric, format, new Random(7), out _);
        BitSerialOperands operands = quantized.Operands;
        var reference = new Half[M * N];
        var kernel = new Half[M * N];
        BitSerialReference.Multiply(operands, fabric.Lanes, reference);
        BitSerialKernels.Multiply(operands, fabric.Lanes, kernel);
        var machine = new BitSerialMachine(quantized.Array, operands);
        ActivityCounts stepped = machine.Run();
        Assert.That(Codes(kernel), Is.EqualTo(Codes(reference)));
        Assert.That(Codes(machine.Outputs.ToArray()), Is.EqualTo(Codes(reference)));
        Assert.That(stepped, Is.EqualTo(BitSerialTiming.Count(quantized.Array, M, K, N)));

        for (int m = 0; m < M; m++)
        {
            for (int n = 0; n < N; n++)
            {
                double exact = 0, magnitude = 0;
                for (int k = 0; k < K; k++)
                {
                    double product = (double)operands.Activations[(m * K) + k] * quantized.Dequantized[(n * K) + k];
                    exact += product;
                    magnitude += Math.Abs(product);
                }

                // The product in binary64 rounds too: at most K additions, each half a unit of 2^-53.
                double bound = ErrorBound.Of(operands, fabric.Lanes, m, n) + (magnitude * K * Math.ScaleB(1, -53));
                Assert.That((double)reference[(m * N) + n], Is.EqualTo(exact).Within(bound), $"{format} {m} {n}");
                Assert.That(bound, magnitude == 0
                    ? Is.LessThan(Math.ScaleB(1, -24))
                    : Is.LessThan(magnitude / 100), "the bound means something");
            }
        }
    }

    private static QuantizedOperands Quantize(
        BitSerialFabric fabric, string format, Random random, out double[] weights)
    {
        weights = new double[N * K];
        for (int i = 0; i < weights.Length; i++)
        {
            // A sum of uniforms is near enough to a bell; one weight in forty is an outlier.
            double bell = random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5;
            weights[i] = 0.02 * bell * (random.Next(40) == 0 ? 8 : 1);
        }

        weights.AsSpan(K, K).Clear();
        Half[] activations = [.. Enumerable.Range(0, M * K).Select(_ => (Half)((random.NextDouble() * 4) - 2))];
        return QuantizedOperands.Quantize(fabric, TensorFormat.Parse(format), M, K, N, activations, weights);
    }

    private static double[] ByTheQuantizer(TensorFormat format, double[] weights)
    {
        var codes = new int[K];
        var dequantized = new double[weights.Length];
        var groups = new GroupParameters[format.GroupsOf(K)];
        for (int n = 0; n < N; n++)
        {
            ChannelQuantizer.Quantize(format, weights.AsSpan(n * K, K), codes, dequantized.AsSpan(n * K, K), groups);
        }

        return dequantized;
    }

    private static IEnumerable<ushort> Codes(Half[] values) => values.Select(BitConverter.HalfToUInt16Bits);
}
