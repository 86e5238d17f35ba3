namespace Accel.CostModel.Sram;

/// <summary>
/// A smooth surface near values that jump: universal kriging, which follows a trend and leans on the values around.
/// </summary>
/// <remarks>
/// <para>CACTI divides a macro into subarrays, and its choice jumps from size to size. The jumps go along lines of
/// equal shape (size and width doubled together keep the subarrays), so a value says more of those along such a line
/// than of those across. The trend is quadratic on log-log axes and bends where a port is wider than the array is high,
/// bits^2 / size, where read energy turns upward.</para>
/// <para>Lengths and jitter were chosen by leaving out one of 516 grid points at a time. Source of the method: any
/// textbook on spatial statistics, such as Cressie, Statistics for Spatial Data (1993), chapter 3.</para>
/// </remarks>
internal sealed class Kriging
{
    private const double AlongLength = 8;

    private const double AcrossLength = 2;

    /// <summary>Share of the variance that is the jumps.</summary>
    private const double Jitter = 0.02;

    private const double MiddleBytes = 11;

    private const double MiddleBits = 5;

    private const double BendRatio = 3;

    /// <summary>The least runs that a trend with curvature is fitted to.</summary>
    private const int LeastForTrend = 12;

    private readonly (double X, double Y)[] _places;
    private readonly double[] _weights;
    private readonly int _trend;

    /// <param name="places">Logarithms of bytes and bits.</param>
    /// <param name="values">What is there.</param>
    public Kriging(IReadOnlyList<(double X, double Y)> places, IReadOnlyList<double> values)
    {
        _places = [.. places];
        _trend = HasCurvature(places) ? 7 : 1;
        int count = places.Count;
        int all = count + _trend;
        double[,] system = new double[all, all + 1];
        double[] terms = new double[_trend];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                system[i, j] = Likeness(_places[i], _places[j]) + (i == j ? Jitter : 0);
            }

            Trend(_places[i], terms);
            for (int j = 0; j < _trend; j++)
            {
                system[i, count + j] = terms[j];
                system[count + j, i] = terms[j];
            }

            system[i, all] = values[i];
        }

        _weights = Solve(system);
    }

    public double At(double x, double y)
    {
        double sum = 0;
        for (int i = 0; i < _places.Length; i++)
        {
            sum += _weights[i] * Likeness((x, y), _places[i]);
        }

        double[] terms = new double[_trend];
        Trend((x, y), terms);
        for (int j = 0; j < _trend; j++)
        {
            sum += _weights[_places.Length + j] * terms[j];
        }

        return sum;
    }

    /// <summary>Whether so many runs, over enough sizes and widths, say more than a level.</summary>
    public static bool HasCurvature(IReadOnlyList<(double X, double Y)> places) => places.Count >= LeastForTrend
        && places.DistinctBy(place => place.X).Count() >= 4 && places.DistinctBy(place => place.Y).Count() >= 4;

    private static double Likeness((double X, double Y) a, (double X, double Y) b)
    {
        double along = (a.X - b.X + (a.Y - b.Y)) / AlongLength;
        double across = (a.X - b.X - (a.Y - b.Y)) / AcrossLength;
        double distance = Math.Sqrt((along * along) + (across * across));
        return (1 + distance) * Math.Exp(-distance);
    }

    private static void Trend((double X, double Y) place, double[] terms)
    {
        terms[0] = 1;
        if (terms.Length == 1)
        {
            return;
        }

        double x = place.X - MiddleBytes;
        double y = place.Y - MiddleBits;
        (terms[1], terms[2], terms[3], terms[4], terms[5]) = (x, y, x * y, x * x, y * y);
        terms[6] = Math.Log(1 + (Math.Exp((2 * place.Y) - place.X) / (8 * BendRatio)));
    }

    /// <summary>Gauss and Jordan with the largest pivot of the column; the last column is the right side.</summary>
    private static double[] Solve(double[,] system)
    {
        int size = system.GetLength(0);
        for (int column = 0; column < size; column++)
        {
            int pivot = column;
            for (int row = column + 1; row < size; row++)
            {
                if (Math.Abs(system[row, column]) > Math.Abs(system[pivot, column]))
                {
                    pivot = row;
                }
            }

            for (int j = 0; j <= size; j++)
            {
                (system[column, j], system[pivot, j]) = (system[pivot, j], system[column, j]);
            }

            for (int row = 0; row < size; row++)
            {
                double factor = row == column ? 0 : system[row, column] / system[column, column];
                for (int j = column; factor != 0 && j <= size; j++)
                {
                    system[row, j] -= factor * system[column, j];
                }
            }
        }

        double[] solution = new double[size];
        for (int i = 0; i < size; i++)
        {
            solution[i] = system[i, size] / system[i, i];
        }

        return solution;
    }
}
