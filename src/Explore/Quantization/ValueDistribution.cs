using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Accel.Arch.Diagnostics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Accel.Explore.Quantization;

/// <summary>
/// A distribution of weights or activations with mean 0 and variance 1: what a quantization error is measured against.
/// </summary>
/// <remarks>
/// Text form: <c>normal</c>, <c>laplace</c>, <c>student-t(25)</c>, the number being the degrees of freedom, which sets
/// how heavy the tails are. Equal by value.
/// </remarks>
public sealed record ValueDistribution
{
    private const string StudentPrefix = "student-t(";

    private static readonly string[] Examples = ["normal", "laplace", "student-t(25)"];

    private ValueDistribution(ValueDistributionKind kind, double degreesOfFreedom) =>
        (Kind, DegreesOfFreedom) = (kind, degreesOfFreedom);

    public static ValueDistribution Normal { get; } = new(ValueDistributionKind.Normal, 0);

    public static ValueDistribution Laplace { get; } = new(ValueDistributionKind.Laplace, 0);

    /// <summary>
    /// The distribution that a sweep assumes when it does not say: Student's t with 25 degrees of freedom.
    /// </summary>
    /// <remarks>
    /// Its largest weight is 3.0 standard deviations in a group of 128 and 4.3 in a channel of 4096, in the mean. The
    /// weights behind BitMoD's Fig. 2 have 2.9 and 4.3 (Llama-2-7B); a normal distribution has 2.8 and 3.8. Chosen for
    /// that likeness; estimated, not fitted to a model's weights.
    /// </remarks>
    public static ValueDistribution Default { get; } = StudentT(25);

    /// <summary>
    /// The distribution of activations that a sweep assumes when it does not say: Student's t with 4 degrees of
    /// freedom.
    /// </summary>
    /// <remarks>
    /// 1.3 % of it lies beyond three standard deviations, and the largest of 4096 is about nine in the mean. Language
    /// models have fewer outliers and larger ones (OliVe: 0.3 to 0.6 % of elements, up to 325 standard deviations in
    /// BERT-base, read in public notes on the paper). Estimated: it orders formats by how they bear long tails, and
    /// says nothing of a model's accuracy.
    /// </remarks>
    public static ValueDistribution OfActivations { get; } = StudentT(4);

    public ValueDistributionKind Kind { get; }

    /// <summary>Degrees of freedom of Student's t; 0 for the others.</summary>
    public double DegreesOfFreedom { get; }

    /// <summary>Student's t, scaled to variance 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The variance is finite for more than 2 degrees of freedom
    /// only.</exception>
    public static ValueDistribution StudentT(double degreesOfFreedom) =>
        degreesOfFreedom > 2 && double.IsFinite(degreesOfFreedom)
            ? new ValueDistribution(ValueDistributionKind.StudentT, degreesOfFreedom)
            : throw new ArgumentOutOfRangeException(
                nameof(degreesOfFreedom), degreesOfFreedom, "a finite number above 2 is needed for a finite variance");

    /// <summary>Reads the text form.</summary>
    /// <param name="error">What is wrong; empty when nothing is.</param>
    /// <param name="hint">A suggestion, or null.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out ValueDistribution? distribution, out string error, out string? hint)
    {
        (distribution, error, hint) = (null, string.Empty, null);
        if (text is "normal" or "laplace")
        {
            distribution = text == "normal" ? Normal : Laplace;
            return true;
        }

        if (!text.StartsWith(StudentPrefix, StringComparison.Ordinal) || !text.EndsWith(')'))
        {
            error = $"unknown distribution '{(text.Length <= 40 ? text : text[..40] + "...")}'";
            hint = NearestName.Hint(text, Examples);
            return false;
        }

        if (!double.TryParse(text.AsSpan(StudentPrefix.Length, text.Length - StudentPrefix.Length - 1),
                NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double freedom)
            || !(freedom > 2) || !double.IsFinite(freedom))
        {
            error = "the degrees of freedom of student-t must be a number above 2";
            hint = "for example student-t(25)";
            return false;
        }

        distribution = StudentT(freedom);
        return true;
    }

    /// <summary>Fills an array with independent weights; the same seed gives the same weights.</summary>
    public void Fill(double[] weights, int seed)
    {
        MersenneTwister random = new(seed, threadSafe: false);
        switch (Kind)
        {
            case ValueDistributionKind.Normal:
                MathNet.Numerics.Distributions.Normal.Samples(random, weights, 0, 1);
                break;
            case ValueDistributionKind.Laplace:
                MathNet.Numerics.Distributions.Laplace.Samples(random, weights, 0, Math.Sqrt(0.5));
                break;
            default:
                double scale = Math.Sqrt((DegreesOfFreedom - 2) / DegreesOfFreedom);
                MathNet.Numerics.Distributions.StudentT.Samples(random, weights, 0, scale, DegreesOfFreedom);
                break;
        }
    }

    public override string ToString() => Kind switch
    {
        ValueDistributionKind.Normal => "normal",
        ValueDistributionKind.Laplace => "laplace",
        _ => string.Create(CultureInfo.InvariantCulture, $"{StudentPrefix}{DegreesOfFreedom})"),
    };
}
