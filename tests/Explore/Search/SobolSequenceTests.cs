using Accel.Explore.Search;

namespace Accel.Tests.Explore.Search;

public class SobolSequenceTests
{
    /// <summary>S. Joe, F. Y. Kuo, "Notes on Generating Sobol Sequences", 2008: their program's first points.</summary>
    private static readonly double[][] Published =
    [
        [0, 0, 0],
        [0.5, 0.5, 0.5],
        [0.75, 0.25, 0.25],
        [0.25, 0.75, 0.75],
        [0.375, 0.375, 0.625],
        [0.875, 0.875, 0.125],
        [0.625, 0.125, 0.875],
        [0.125, 0.625, 0.375],
        [0.1875, 0.3125, 0.9375],
        [0.6875, 0.8125, 0.4375],
    ];

    [Test]
    public void Next_WithoutShift_EqualsThePublishedPoints() =>
        Assert.That(Points(3, null, Published.Length), Is.EqualTo(Published));

    // What makes a Sobol sequence one: every dimension puts one of 2^k points into each of 2^k equal parts.
    [Test]
    public void Next_AnyDimensionAndSeed_FillsEveryPart([Values(0, 1, 99)] long seed)
    {
        const int Count = 1 << 10;
        double[][] points = Points(SobolDirections.Dimensions, seed == 0 ? null : new Xoshiro256(seed), Count);
        for (int dimension = 0; dimension < SobolDirections.Dimensions; dimension++)
        {
            int own = dimension;
            Assert.That(points.Select(point => (int)(point[own] * Count)).Order(),
                Is.EqualTo(Enumerable.Range(0, Count)), $"dimension {dimension}");
        }
    }

    // The first two dimensions form a (0, 2)-sequence: one point in every box of area 2^-k, whatever its shape.
    [Test]
    public void Next_FirstTwoDimensions_FillEveryBox()
    {
        double[][] points = Points(2, new Xoshiro256(5), 256);
        for (int wide = 0; wide <= 8; wide++)
        {
            int columns = 1 << wide;
            int rows = 256 / columns;
            Assert.That(points.Select(point => ((int)(point[0] * columns), (int)(point[1] * rows))), Is.Unique);
        }
    }

    [Test]
    public void Next_TwoSeeds_GiveOtherPoints() => Assert.That(
        Points(3, new Xoshiro256(1), 16).SelectMany(point => point),
        Is.Not.EqualTo(Points(3, new Xoshiro256(2), 16).SelectMany(point => point)));

    private static double[][] Points(int dimensions, Xoshiro256? shift, int count)
    {
        SobolSequence sequence = new(dimensions, shift);
        uint[] coordinates = new uint[dimensions];
        double[][] points = new double[count][];
        for (int point = 0; point < count; point++)
        {
            sequence.Next(coordinates);
            points[point] = Array.ConvertAll(coordinates, coordinate => coordinate / (double)(1L << 32));
        }

        return points;
    }
}
