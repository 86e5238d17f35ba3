using Accel.Arch.Designs.DspChain;

namespace Accel.Tests.Arch.Designs.DspChain;

/// <summary>How a chain splits over a sparse block.</summary>
public class ChainShapeTests
{
    /// <summary>FlightLLM's chain of 8 groups of 2: one result of a dense block, several of a sparse one.</summary>
    [TestCase(8, 2, 16, 16, 16, 1)]
    [TestCase(8, 2, 8, 16, 8, 2)]
    [TestCase(8, 2, 4, 16, 4, 4)]
    [TestCase(8, 2, 2, 16, 2, 8)]
    [TestCase(8, 2, 0, 16, 0, 0)]
    [TestCase(8, 2, 2, 4, 8, 2)]
    [TestCase(8, 2, 1, 16, 2, 8)]
    [TestCase(8, 2, 11, 16, 12, 1)]
    [TestCase(8, 2, 3, 8, 6, 2)]
    [TestCase(4, 4, 3, 16, 4, 4)]
    [TestCase(1, 16, 2, 16, 16, 1)]
    public void Span_OfABlock_IsWholeGroups(int groups, int slices, int kept, int block, int span, int results)
    {
        ChainShape shape = new(groups, slices);
        Assert.That((shape.Span(kept, block), shape.Results(kept, block)), Is.EqualTo((span, results)));
    }

    [Test]
    public void Results_NeverDoMoreThanTheSlicesCan()
    {
        foreach (int block in new[] { 4, 8, 16 })
        {
            for (int kept = 1; kept <= block; kept++)
            {
                for (int groups = 1; groups <= 32; groups++)
                {
                    ChainShape shape = new(groups, 2);
                    Assert.That(shape.Results(kept, block) * kept, Is.LessThanOrEqualTo(block));
                    Assert.That(shape.Span(kept, block) * block, Is.GreaterThanOrEqualTo(shape.Slices * kept));
                    Assert.That(shape.Span(kept, block) % 2, Is.Zero);
                    Assert.That(shape.Results(kept, block), Is.GreaterThanOrEqualTo(1));
                }
            }
        }
    }
}
