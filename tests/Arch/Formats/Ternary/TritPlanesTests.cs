using Accel.Arch.Formats.Ternary;
using Accel.Tests.Support;
using FsCheck.Fluent;

namespace Accel.Tests.Arch.Formats.Ternary;

public class TritPlanesTests
{
    [Test]
    public void Fit_AnyGroup_NeverErrsMoreThanPlainTernaryNorFromTurnToTurn() =>
        Seeded.Check(Gen.Choose(0, 100000).ToArbitrary(), seed =>
        {
            Random random = new(seed);
            double[] weights = Weights(random, random.Next(1, 130));
            var plain = new sbyte[weights.Length];
            double scale = TritPlanes.Plain(weights, plain);
            double plainError = weights.Zip(plain).Sum(pair => Math.Pow(pair.First - (scale * pair.Second), 2));
            var errors = new double[30];
            (sbyte[] first, sbyte[] second) = (new sbyte[weights.Length], new sbyte[weights.Length]);
            TritScales fit = TritPlanes.Fit(weights, first, second, errors);
            double error = weights.Select((weight, i) =>
                Math.Pow(weight - TritPlanes.Value(fit, first[i], second[i]), 2)).Sum();
            return errors[0] <= plainError * (1 + 1e-12)
                && Enumerable.Range(1, fit.Turns).All(turn => errors[turn] <= errors[turn - 1])
                && fit.Error == errors[fit.Turns] && Math.Abs(error - fit.Error) <= 1e-12 * (1 + error)
                && fit.First >= fit.Second && fit.Second >= 0;
        }, count: 300, seed: 5);

    [Test]
    public void Fit_WhatTwoPlanesCanHold_IsExact()
    {
        double[] weights = [.. Enumerable.Range(0, 90).Select(i => (3.0 * ((i % 3) - 1)) + ((i / 3 % 3) - 1))];
        (sbyte[] first, sbyte[] second) = (new sbyte[90], new sbyte[90]);
        TritScales fit = TritPlanes.Fit(weights, first, second, new double[30]);
        Assert.That(fit.Error, Is.LessThan(1e-20));
        Assert.That((fit.First, fit.Second), Is.EqualTo((3.0, 1.0)));
    }

    [Test]
    public void Fit_Gaussian_HalvesPlainTernarysErrorAtLeast()
    {
        Random random = new(3);
        double[] weights = [.. Enumerable.Range(0, 4096).Select(_ =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))];
        var errors = new double[50];
        (sbyte[] first, sbyte[] second) = (new sbyte[4096], new sbyte[4096]);
        TritScales fit = TritPlanes.Fit(weights, first, second, errors);
        double scale = TritPlanes.Plain(weights, first);
        double plain = weights.Zip(first).Sum(pair => Math.Pow(pair.First - (scale * pair.Second), 2));
        Assert.That(fit.Error, Is.LessThan(plain / 2));
        Assert.That(fit.Turns, Is.InRange(1, 48));
    }

    [TestCase(new[] { 0.0, 0, 0 }, 0, 0)]
    [TestCase(new[] { 2.0, -2, 2 }, 2, 0)]
    [TestCase(new double[0], 0, 0)]
    public void Fit_GroupsThatOnePlaneHolds_NeedNoSecond(double[] weights, double one, double two)
    {
        TritScales fit = TritPlanes.Fit(
            weights, new sbyte[weights.Length], new sbyte[weights.Length], new double[9]);
        Assert.That((fit.First, fit.Second, fit.Error), Is.EqualTo((one, two, 0.0)));
    }

    [Test]
    public void Fit_AWeightThatIsNotFinite_Throws() => Assert.That(
        () => TritPlanes.Fit([double.NaN], new sbyte[1], new sbyte[1], new double[1]), Throws.ArgumentException);

    private static double[] Weights(Random random, int count)
    {
        double width = Math.Pow(10, random.Next(-6, 6));
        int kind = random.Next(3);
        return [.. Enumerable.Range(0, count).Select(_ => width * (kind switch
        {
            0 => random.NextDouble() - 0.5,
            1 => Math.Pow(random.NextDouble() - 0.5, 3),
            _ => random.Next(-3, 4),
        }))];
    }
}
