namespace Accel.CostModel.Sram;

/// <summary>
/// A curve through points, straight between them on log-log axes, and beyond them with the last slope.
/// </summary>
/// <remarks>Sizes have about ten points, so a linear search is the fastest.</remarks>
internal sealed class LogCurve
{
    private readonly double[] _x;
    private readonly SramPrice[] _y;

    /// <param name="x">Logarithms, strictly ascending, at least one.</param>
    /// <param name="y">Logarithms of the prices.</param>
    public LogCurve(double[] x, SramPrice[] y)
    {
        ArgumentOutOfRangeException.ThrowIfZero(x.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        _x = x;
        _y = y;
    }

    public double First => _x[0];

    public double Last => _x[^1];

    public SramPrice At(double x)
    {
        if (_x.Length == 1)
        {
            return _y[0];
        }

        int i = Segment(_x, x);
        return SramPrice.Lerp(_y[i], _y[i + 1], (x - _x[i]) / (_x[i + 1] - _x[i]));
    }

    /// <summary>The segment that holds x, the first or the last one beyond the ends. At least two points.</summary>
    public static int Segment(ReadOnlySpan<double> ascending, double x)
    {
        int i = 0;
        while (i < ascending.Length - 2 && x >= ascending[i + 1])
        {
            i++;
        }

        return i;
    }
}
