using Accel.CostModel.Asic;

namespace Accel.Tests.CostModel.Asic;

/// <summary>Properties that hold of any width.</summary>
public class CellsTests
{
    [Test]
    public void Blocks_OfMoreBits_NeverShrink()
    {
        (string Name, Func<int, Block> Of)[] blocks =
        [
            ("adder", Cells.Adder), ("shifter", Cells.Shifter), ("comparator", Cells.Comparator),
            ("register", Cells.Register), ("held register", Cells.HeldRegister), ("leading one", Cells.LeadingOne),
            ("multiplexer", bits => Cells.Multiplexer(4, bits)), ("ways", ways => Cells.Multiplexer(ways, 8)),
            ("square multiplier", bits => Multipliers.Integer(bits, bits)),
            ("multiplier by 8", bits => Multipliers.Integer(bits, 8)), ("tree", count => Multipliers.Tree(count, 8)),
            ("float adder", bits => Floats.Adder(5, bits)),
            ("rounded multiplier", bits => Floats.RoundedMultiplier(5, bits)),
        ];
        foreach ((string name, Func<int, Block> of) in blocks)
        {
            for (int bits = 1; bits < 100; bits++)
            {
                (Block less, Block more) = (of(bits), of(bits + 1));
                Assert.That(more.Gates, Is.GreaterThanOrEqualTo(less.Gates), $"{name} of {bits + 1}");
                Assert.That(more.Additions, Is.GreaterThanOrEqualTo(less.Additions), $"{name} of {bits + 1}");
                Assert.That(more.Registers, Is.GreaterThanOrEqualTo(less.Registers), $"{name} of {bits + 1}");
            }
        }
    }

    [Test]
    public void Multiplier_IsTheSameWhicheverFactorComesFirst([Range(1, 40, 3)] int a, [Range(1, 40, 7)] int b) =>
        Assert.That(Multipliers.Integer(a, b), Is.EqualTo(Multipliers.Integer(b, a)));

    /// <summary>Accumulators of the exact MACs of our synthesis: 15, 19, 25, 43 and 73 bits.</summary>
    [TestCase(2, 1, 15)]
    [TestCase(2, 3, 19)]
    [TestCase(3, 2, 25)]
    [TestCase(4, 3, 43)]
    [TestCase(5, 2, 73)]
    public void ExactBits_OfAFormat_HoldEveryProductAndItsSum(int exponentBits, int mantissaBits, int bits) =>
        Assert.That(Floats.ExactBits(exponentBits, mantissaBits, 7), Is.EqualTo(bits));

    [Test]
    public void Then_AddsPathsAndSum_SideBySideTakesTheLonger()
    {
        Block chain = Cells.Adder(8).Then(Cells.Adder(16));
        Block pair = Cells.Adder(8) + Cells.Adder(16);
        Assert.That(chain.Gates, Is.EqualTo(pair.Gates));
        Assert.That(pair.Carries, Is.EqualTo(Cells.Adder(16).Carries));
        Assert.That(chain.Carries, Is.GreaterThan(pair.Carries));
        Assert.That((Cells.Adder(8) * 3).Carries, Is.EqualTo(Cells.Adder(8).Carries));
        Assert.That((Cells.Adder(8) * 3).Gates, Is.EqualTo(3 * Cells.Adder(8).Gates));
    }
}
