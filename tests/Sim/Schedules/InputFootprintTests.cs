using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Tests.Sim.Schedules;

/// <summary>What blocks of a convolution fetch, against the input rows that their windows lie on.</summary>
public class InputFootprintTests
{
    [Test]
    public void Elements_ByHand()
    {
        // 3 x 3, stride 1, padding 1 over 5 x 4 x 2: an output row needs 3 rows of 8, two need 4, all five need 5.
        InputFootprint footprint = new(new Convolution(5, 4, 2, 3, 3, 7, Padding: 1));
        Assert.That(
            new[] { 1, 4, 5, 8, 9, 12, 13, 20 }.Select(m => footprint.Elements(m, 18)),
            Is.EqualTo(new[] { 24, 24, 32, 32, 40, 40, 40, 40 }));

        // A second image comes whole with the first, or in part; a third of K is a third, rounded up.
        Assert.That(footprint.Elements(21, 18), Is.EqualTo(40 + 24));
        Assert.That(footprint.Elements(60, 18), Is.EqualTo(120));
        Assert.That(footprint.Elements(5, 6), Is.EqualTo(11));
        Assert.That(footprint.Tensor(60), Is.EqualTo(3 * 40));
    }

    [Test]
    public void Elements_StrideOverRows_LeavesThemOut()
    {
        // 1 x 1, stride 2 over 6 x 6: every other row; the tensor that may be on chip is all of it.
        InputFootprint footprint = new(new Convolution(6, 6, 1, 1, 1, 3, 2, 2));
        Assert.That((footprint.Elements(9, 1), footprint.Tensor(9)), Is.EqualTo((18, 36)));
        Assert.That(new InputFootprint(new Convolution(6, 6, 1, 1, 1, 3, 2, 2, KeepsPartialWindow: true)).Elements(16, 1),
            Is.EqualTo(18), "a window beyond the edge reads nothing");
    }

    [Test]
    public void Elements_AnyConvolution_CoverTheRowsUnderTheirWindows()
    {
        Random random = new(97);
        int exact = 0;
        for (int i = 0; i < 400; i++)
        {
            Convolution of = RandomConvolutions.Next(random);
            InputFootprint footprint = new(of);
            for (long first = 0; first < of.OutputHeight; first++)
            {
                for (long rows = 1; first + rows <= of.OutputHeight; rows++)
                {
                    long touched = Enumerable.Range((int)first, (int)rows)
                        .SelectMany(output => Enumerable.Range(0, (int)of.FilterHeight)
                            .Select(row => (output * of.StrideVertical) + row - of.Padding))
                        .Distinct().Count(row => row >= 0 && row < of.Height);
                    long fetched = footprint.Elements(rows * of.OutputWidth, of.K) / (of.Width * of.Channels);
                    Assert.That(fetched, Is.GreaterThanOrEqualTo(touched), $"{of} rows {first} + {rows}");

                    // Only at the image's edge, where the windows lie on padding, may a block fetch more than it needs.
                    bool isInside = (first * of.StrideVertical) - of.Padding >= 0
                        && ((first + rows - 1) * of.StrideVertical) - of.Padding + of.FilterHeight <= of.Height;
                    if (isInside || rows == of.OutputHeight)
                    {
                        Assert.That(fetched, Is.EqualTo(touched), $"{of} rows {first} + {rows}");
                        exact++;
                    }
                }
            }
        }

        Assert.That(exact, Is.GreaterThan(1000));
    }

    [Test]
    public void Elements_AnyConvolution_GrowsAndIsNeverLessInParts()
    {
        Random random = new(101);
        for (int i = 0; i < 3000; i++)
        {
            Convolution of = RandomConvolutions.Next(random);
            InputFootprint footprint = new(of);
            long m = random.Next(1, (int)(3 * of.M) + 1), more = random.Next(1, (int)(2 * of.M) + 1);
            long k = random.Next(1, (int)of.K + 1);
            long whole = footprint.Elements(m + more, of.K);
            Assert.That(footprint.Elements(m, of.K), Is.LessThanOrEqualTo(whole), $"{of} {m} {more}");
            Assert.That(footprint.Elements(m, of.K) + footprint.Elements(more, of.K), Is.GreaterThanOrEqualTo(whole),
                $"{of} {m} {more}");
            Assert.That(footprint.Elements(m, k) + (k == of.K ? 0 : footprint.Elements(m, of.K - k)),
                Is.GreaterThanOrEqualTo(footprint.Elements(m, of.K)), $"{of} {m} {k}");
        }
    }
}
