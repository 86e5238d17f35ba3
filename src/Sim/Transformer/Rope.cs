namespace Accel.Sim.Transformer;

/// <summary>Rotary positions: neighbouring elements of a head are turned by the angle of their position.</summary>
/// <remarks>
/// Models that pair element t with t + D / 2 of a head of D elements are the same when the rows of their query and key
/// matrices are in the other order before: row 2t takes t, row 2t + 1 takes t + D / 2 (TeLLMe, arXiv 2510.15926).
/// </remarks>
public static class Rope
{
    /// <summary>Turns a row of heads in place.</summary>
    /// <param name="heads">Heads of as many elements as there are turns, one behind another.</param>
    /// <param name="turns">The cosine and the sine of each pair.</param>
    public static void Turn(Span<float> heads, ReadOnlySpan<Half> turns)
    {
        for (int i = 0; i < heads.Length; i += 2)
        {
            (float a, float b) = (heads[i], heads[i + 1]);
            float cosine = (float)turns[i % turns.Length];
            float sine = (float)turns[(i % turns.Length) + 1];
            float aCosine = a * cosine, bSine = b * sine, aSine = a * sine, bCosine = b * cosine;
            heads[i] = aCosine - bSine;
            heads[i + 1] = aSine + bCosine;
        }
    }

    /// <summary>The turns of positions from 0 on: pair t turns by position theta^(-2t / D).</summary>
    /// <returns>Row-major [positions x D].</returns>
    public static Half[] Turns(int positions, int headDim, double theta)
    {
        var turns = new Half[positions * headDim];
        for (int i = 0; i < turns.Length; i += 2)
        {
            (int position, int element) = Math.DivRem(i, headDim);
            double angle = position * Math.Pow(theta, -(double)element / headDim);
            turns[i] = (Half)Math.Cos(angle);
            turns[i + 1] = (Half)Math.Sin(angle);
        }

        return turns;
    }
}
