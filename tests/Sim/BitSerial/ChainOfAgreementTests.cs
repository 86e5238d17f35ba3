using System.Numerics;
using Accel.Sim.BitSerial;
using Accel.Sim.BitSerial.Machine;
using Accel.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Accel.Tests.Sim.BitSerial;

/// <summary>
/// Closed form = machine = scalar reference = SIMD kernel, on designs that FsCheck makes and shrinks.
/// </summary>
public class ChainOfAgreementTests
{
    [Test]
    public void Machine_AnySmallDesign_TakesTheClosedFormsCyclesAndCounts() => Seeded.Check(
        ArrayCase.Small,
        one =>
        {
            BitSerialOperands operands = one.Operands();
            BitSerialArray array = one.Array(operands);
            return new BitSerialMachine(array, operands).Run() == BitSerialTiming.Count(array, one.M, one.K, one.N);
        },
        1500, 21);

    [Test]
    public void Machine_AnySmallDesign_ComputesTheReferencesBits() => Seeded.Check(
        ArrayCase.Small,
        one =>
        {
            BitSerialOperands operands = one.Operands();
            var machine = new BitSerialMachine(one.Array(operands), operands);
            machine.Run();
            return Codes(machine.Outputs).SequenceEqual(Reference(operands, one.Lanes));
        },
        1000, 22);

    [Test]
    public void Kernel_AnySmallDesign_ComputesTheReferencesBits() => Seeded.Check(
        ArrayCase.Small,
        one =>
        {
            BitSerialOperands operands = one.Operands();
            var outputs = new Half[one.M * one.N];
            BitSerialKernels.Multiply(operands, one.Lanes, outputs);
            return Codes(outputs).SequenceEqual(Reference(operands, one.Lanes));
        },
        2000, 23);

    [Test]
    public void Reference_OneGroupOfTerms_IsWithinItsBoundOfTheExactProduct() => Seeded.Check(
        ArrayCase.Small,
        one =>
        {
            // A group at a time, for an output's roundings are then those of the documentation, one after the other.
            BitSerialOperands operands = (one with { Generator = Math.Abs(one.Generator), Group = 0, M = 1, N = 1 }).Operands();
            GroupAccumulator group = BitSerialReference.Group(operands, one.Lanes, 0, 0, 0);
            BigInteger error = Scaled(group.Significand, group.Exponent), bound = 0;
            GroupAccumulator accumulator = GroupAccumulator.Zero;
            for (int k = 0; k < one.K; k += one.Lanes)
            {
                int count = Math.Min(one.Lanes, one.K - k);
                ReadOnlySpan<Half> activations = operands.ActivationsAt(0, k, count);
                for (int t = 0; t < operands.TermsPerWeight; t++)
                {
                    ReadOnlySpan<Term> terms = operands.TermsAt(0, t, k, count);
                    int active = 0;
                    for (int lane = 0; lane < count; lane++)
                    {
                        active += terms[lane].Mantissa;
                        error -= Scaled(Significand(activations[lane]) * terms[lane].Value,
                            Exponent(activations[lane]) + operands.UnitExponent);
                    }

                    accumulator = accumulator.Add(PeArithmetic.Multiply(activations, terms, operands.UnitExponent));
                    bound += accumulator.Significand == 0 ? 0 : Scaled(1, accumulator.Exponent - 1);
                    bound += active == 0 ? 0 : (active - 1) * Scaled(1, PeArithmetic.LargestExponent(activations, terms)
                        - 28 + terms[0].BlockSignificance + operands.UnitExponent);
                }
            }

            return accumulator == group && BigInteger.Abs(error) <= bound;
        },
        1500, 24);

    [Test]
    public void Shrinker_AFalseClaimAboutLanes_EndsInTheSmallestDesignThatRefutesIt()
    {
        ArrayCase? smallest = null;
        Assert.That(
            () => Seeded.Check(ArrayCase.Small, one => Remember(one.Lanes < 5 || one.K < 3, one), 200, 25),
            Throws.Exception);
        Assert.That(
            smallest! with { Generator = 0 }, Is.EqualTo(new ArrayCase(1, 3, 1, 1, 1, 1, 1, 5, 0, 0, false, 0)));

        bool Remember(bool holds, ArrayCase one)
        {
            smallest = holds ? smallest : one;
            return holds;
        }
    }

    private static ushort[] Reference(BitSerialOperands operands, int lanes)
    {
        var outputs = new Half[operands.M * operands.N];
        BitSerialReference.Multiply(operands, lanes, outputs);
        return Codes(outputs);
    }

    private static ushort[] Codes(ReadOnlySpan<Half> values)
    {
        var codes = new ushort[values.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = BitConverter.HalfToUInt16Bits(values[i]);
        }

        return codes;
    }

    private static int Significand(Half value) => (int)Math.ScaleB((double)value, -Exponent(value));

    /// <summary>The weight of a number's last bit in binary16.</summary>
    private static int Exponent(Half value) =>
        Math.Max(1, BitConverter.HalfToUInt16Bits(value) >> 10 & 31) - 25;

    private static BigInteger Scaled(int value, int exponent) => new BigInteger(value) << exponent + 64;
}
