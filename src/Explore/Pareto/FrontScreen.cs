using Accel.Explore.Sweeps;

namespace Accel.Explore.Pareto;

/// <summary>Turns away most points of a stream that cannot be on its front, by a few strong points seen before.</summary>
/// <remarks>
/// A point turned away is dominated by a point of the stream, so a front built from the others is the front of all.
/// The points that dominate most often move to the head, so that a point is usually turned away by the first few
/// comparisons. Which points are kept depends on the order of the stream; the front does not.
/// </remarks>
internal sealed class FrontScreen(SweepDefinition definition)
{
    private const int Size = 48;

    private readonly int _objectives = definition.Objectives.Count;
    private readonly double[] _rows = new double[Size * definition.Objectives.Count];
    private readonly double[] _oriented = new double[definition.Objectives.Count];
    private int _count;

    /// <summary>Whether a point seen before dominates this one; if none does, it may turn away later ones.</summary>
    public bool IsDominated(ReadOnlySpan<double> metrics)
    {
        Orient(metrics);
        for (int row = 0; row < _count; row++)
        {
            if (Dominates(_rows.AsSpan(row * _objectives, _objectives), _oriented))
            {
                if (row > 0)
                {
                    Swap(row, row / 2);
                }

                return true;
            }
        }

        // The newest waits at the tail; it stays when it proves strong before the next comes.
        int place = _count < Size ? _count++ : Size - 1;
        _oriented.CopyTo(_rows, place * _objectives);
        return false;
    }

    /// <summary>As <see cref="IsDominated"/>, without keeping the point.</summary>
    public bool WouldTurnAway(ReadOnlySpan<double> metrics)
    {
        Orient(metrics);
        for (int row = 0; row < _count; row++)
        {
            if (Dominates(_rows.AsSpan(row * _objectives, _objectives), _oriented))
            {
                return true;
            }
        }

        return false;
    }

    private void Orient(ReadOnlySpan<double> metrics)
    {
        for (int objective = 0; objective < _objectives; objective++)
        {
            _oriented[objective] =
                definition.Objectives[objective].Oriented(metrics[definition.ObjectiveIndices[objective]]);
        }
    }

    private static bool Dominates(ReadOnlySpan<double> rival, ReadOnlySpan<double> point)
    {
        bool isBetter = false;
        for (int objective = 0; objective < rival.Length; objective++)
        {
            if (rival[objective] > point[objective])
            {
                return false;
            }

            isBetter |= rival[objective] < point[objective];
        }

        return isBetter;
    }

    private void Swap(int row, int other)
    {
        for (int objective = 0; objective < _objectives; objective++)
        {
            ref double left = ref _rows[(row * _objectives) + objective];
            ref double right = ref _rows[(other * _objectives) + objective];
            (left, right) = (right, left);
        }
    }
}
