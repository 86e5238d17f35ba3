namespace Accel.Arch.Formats.Ternary;

/// <summary>Weights as two ternary planes of one scale each: w = a1 t1 + a2 t2 (PTQTP, arXiv 2509.16989).</summary>
/// <remarks>
/// <para>Scales and trits are found in turns, for one group of weights at a time: the scales that make the squared
/// error least for the trits at hand, in closed form; then for each weight the best of the nine pairs of trits. Neither
/// step raises the error, so that it falls with every turn, and the turns end when no trit changes.</para>
/// <para>The start is plain ternary (the mean magnitude as the scale of rounding, as BitNet b1.58) with its best scale,
/// and the same of what it leaves over; the error is therefore never above plain ternary's. The alternation is the
/// paper's, after its abstract; the start and the treatment of planes that are multiples of each other (one scale
/// serves) are Accel's choice. Of all signs and orders the result has scales of zero or more, the larger first.</para>
/// <para>Exact but for rounding in binary64; allocates nothing.</para>
/// </remarks>
public static class TritPlanes
{
    /// <summary>Fits two planes to a group.</summary>
    /// <param name="weights">The group; finite.</param>
    /// <param name="first">Receives the trits of the larger scale.</param>
    /// <param name="second">Receives those of the other.</param>
    /// <param name="errors">Receives the squared error at the start and after each turn; its length bounds the
    /// turns.</param>
    /// <exception cref="ArgumentException">A weight is not finite, or a span does not have its size.</exception>
    public static TritScales Fit(
        ReadOnlySpan<double> weights, Span<sbyte> first, Span<sbyte> second, Span<double> errors)
    {
        Demand.That(first.Length == weights.Length && second.Length == weights.Length, "a plane has another length");
        Demand.That(errors.Length > 0, "there is no room for an error");
        foreach (double weight in weights)
        {
            Demand.That(double.IsFinite(weight), "a weight is not finite");
        }

        TritScales fit = Start(weights, first, second);
        errors[0] = fit.Error;
        int turns = 0;
        while (turns + 1 < errors.Length && Search(weights, fit, first, second))
        {
            TritScales kept = fit with { Error = Error(weights, first, second, fit.First, fit.Second) };
            TritScales solved = Solve(weights, first, second);
            fit = solved.Error <= kept.Error ? solved : kept;
            errors[++turns] = fit.Error;
        }

        return Ordered(fit with { Turns = turns }, first, second);
    }

    /// <summary>Plain ternary of a group: trits by the mean magnitude, and the scale that fits them best.</summary>
    /// <param name="trits">Receives -1, 0 and 1.</param>
    public static double Plain(ReadOnlySpan<double> weights, Span<sbyte> trits)
    {
        double mean = 0;
        foreach (double weight in weights)
        {
            mean += Math.Abs(weight) / weights.Length;
        }

        double product = 0;
        int count = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double scaled = mean > 0 ? weights[i] / mean : 0;
            trits[i] = (sbyte)Math.Clamp(Math.Round(scaled, MidpointRounding.ToEven), -1, 1);
            product += weights[i] * trits[i];
            count += Math.Abs(trits[i]);
        }

        return count == 0 ? 0 : product / count;
    }

    /// <summary>The weight of a pair of trits.</summary>
    public static double Value(TritScales scales, int first, int second) =>
        (scales.First * first) + (scales.Second * second);

    private static TritScales Start(ReadOnlySpan<double> weights, Span<sbyte> first, Span<sbyte> second)
    {
        double scale = Plain(weights, first);
        double mean = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            mean += Math.Abs(weights[i] - (scale * first[i])) / weights.Length;
        }

        for (int i = 0; i < weights.Length; i++)
        {
            double scaled = mean > 0 ? (weights[i] - (scale * first[i])) / mean : 0;
            second[i] = (sbyte)Math.Clamp(Math.Round(scaled, MidpointRounding.ToEven), -1, 1);
        }

        TritScales plain = new(scale, 0, Error(weights, first, second, scale, 0), 0);
        TritScales solved = Solve(weights, first, second);
        return solved.Error <= plain.Error ? solved : plain;
    }

    /// <summary>The scales of least squared error for given trits.</summary>
    private static TritScales Solve(
        ReadOnlySpan<double> weights, ReadOnlySpan<sbyte> first, ReadOnlySpan<sbyte> second)
    {
        (long ones, long twos, long both) = (0, 0, 0);
        (double one, double two) = (0, 0);
        for (int i = 0; i < weights.Length; i++)
        {
            ones += first[i] * first[i];
            twos += second[i] * second[i];
            both += first[i] * second[i];
            one += weights[i] * first[i];
            two += weights[i] * second[i];
        }

        long determinant = (ones * twos) - (both * both);
        (double a, double b) = determinant > 0
            ? (((one * twos) - (two * both)) / determinant, ((two * ones) - (one * both)) / determinant)
            : ones > 0 ? (one / ones, 0) : (0, twos > 0 ? two / twos : 0);
        return new TritScales(a, b, Error(weights, first, second, a, b), 0);
    }

    /// <summary>Gives each weight the pair of trits nearest to it, where one is nearer than its own.</summary>
    private static bool Search(
        ReadOnlySpan<double> weights, TritScales scales, Span<sbyte> first, Span<sbyte> second)
    {
        bool changed = false;
        for (int i = 0; i < weights.Length; i++)
        {
            double best = Squared(weights[i] - Value(scales, first[i], second[i]));
            for (int pair = 0; pair < 9; pair++)
            {
                (int one, int two) = ((pair % 3) - 1, (pair / 3) - 1);
                double error = Squared(weights[i] - Value(scales, one, two));
                if (error < best)
                {
                    (best, first[i], second[i], changed) = (error, (sbyte)one, (sbyte)two, true);
                }
            }
        }

        return changed;
    }

    private static double Error(
        ReadOnlySpan<double> weights, ReadOnlySpan<sbyte> first, ReadOnlySpan<sbyte> second, double one, double two)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += Squared(weights[i] - ((one * first[i]) + (two * second[i])));
        }

        return sum;
    }

    private static TritScales Ordered(TritScales fit, Span<sbyte> first, Span<sbyte> second)
    {
        bool swaps = Math.Abs(fit.Second) > Math.Abs(fit.First);
        for (int i = 0; i < first.Length; i++)
        {
            sbyte one = (sbyte)(fit.First < 0 ? -first[i] : first[i]);
            sbyte two = (sbyte)(fit.Second < 0 ? -second[i] : second[i]);
            (first[i], second[i]) = swaps ? (two, one) : (one, two);
        }

        (double a, double b) = (Math.Abs(fit.First), Math.Abs(fit.Second));
        return fit with { First = swaps ? b : a, Second = swaps ? a : b };
    }

    private static double Squared(double value) => value * value;
}
