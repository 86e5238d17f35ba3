using Accel.Arch.Technologies;

namespace Accel.CostModel.Sram;

/// <summary>One figure of SRAM macros over size and width: exact at a table's runs, between them log-log.</summary>
/// <remarks>
/// The sizes and widths of the runs, and one or more between each pair so that none is more than half an octave from
/// the next, make a grid. At a run the grid has the run; elsewhere, in holes and between, the surface of
/// <see cref="Kriging"/>, which looks through the jumps of single runs. Between grid points figures are bilinear on
/// log-log axes. Beyond the grid they go on with one slope for each side, the mean of that inside it and the power law
/// of all tables.
/// </remarks>
internal sealed class SramSurface
{
    private const double HalfOctave = 0.35;

    private static readonly double Octave = Math.Log(2);

    private readonly SramQuantity _quantity;
    private readonly (double X, double Y)[] _runs;
    private readonly double[] _xs;
    private readonly double[] _ys;
    private readonly double[,] _logs;
    private readonly SramSurface? _shape;
    private readonly double _smaller;
    private readonly double _larger;
    private readonly double _narrower;
    private readonly double _wider;

    private SramSurface(
        SramQuantity quantity, IReadOnlyList<SramRun> runs, SramSurface? shape)
    {
        _quantity = quantity;
        _runs = [.. runs.Select(run => (Math.Log(run.Bytes), Math.Log(run.Bits)))];
        double[] values = [.. runs.Select(run => Math.Log(quantity.Of(run)!.Value))];
        _shape = Kriging.HasCurvature(_runs) ? null : shape;
        bool isWhole = Kriging.HasCurvature(_runs);
        Kriging smooth = new(_runs, [.. _runs.Zip(values, (at, value) => value - (isWhole ? 0 : Prior(at.X, at.Y)))]);
        _xs = Axis(_runs.Select(run => run.X));
        _ys = Axis(_runs.Select(run => run.Y));
        _logs = new double[_xs.Length, _ys.Length];
        for (int i = 0; i < _xs.Length; i++)
        {
            for (int j = 0; j < _ys.Length; j++)
            {
                int run = Array.IndexOf(_runs, (_xs[i], _ys[j]));
                _logs[i, j] = run >= 0 ? values[run]
                    : smooth.At(_xs[i], _ys[j]) + (isWhole ? 0 : Prior(_xs[i], _ys[j]));
            }
        }

        (_smaller, _larger) = (SlopeOfSizes(_xs[0], -1), SlopeOfSizes(_xs[^1], 1));
        (_narrower, _wider) = (SlopeOfWidths(_ys[0], -1), SlopeOfWidths(_ys[^1], 1));
    }

    /// <summary>The surface of a figure, or null where no run has it.</summary>
    /// <param name="shape">The same figure at another temperature, which few runs take their shape from.</param>
    public static SramSurface? Of(SramQuantity quantity, SramTable table, SramSurface? shape = null)
    {
        SramRun[] known = [.. table.Runs.Where(run => quantity.Of(run) is not null)];
        return known.Length == 0 ? null : new SramSurface(quantity, known, shape);
    }

    /// <summary>The figure, its unit the table's. Allocates nothing.</summary>
    public double At(double bytes, double bits)
    {
        double x = Math.Log(bytes);
        double y = Math.Log(bits);
        return Math.Exp(_shape is null ? LogAt(x, y) : ShapedAt(x, y));
    }

    /// <summary>Octaves to the nearest run, the farther of size and width.</summary>
    public double Octaves(double bytes, double bits)
    {
        double x = Math.Log(bytes);
        double y = Math.Log(bits);
        double nearest = double.PositiveInfinity;
        foreach ((double runX, double runY) in _runs)
        {
            nearest = Math.Min(nearest, Math.Max(Math.Abs(runX - x), Math.Abs(runY - y)));
        }

        return nearest / Octave;
    }

    /// <summary>Octaves beyond the last size and the last width; 0 within.</summary>
    public double OctavesBeyond(double bytes, double bits)
    {
        const double Slack = 1e-9;
        double x = Math.Log(bytes);
        double y = Math.Log(bits);
        double beyond = Math.Abs(x - Math.Clamp(x, _xs[0], _xs[^1])) + Math.Abs(y - Math.Clamp(y, _ys[0], _ys[^1]));
        return beyond < Slack ? 0 : beyond / Octave;
    }

    private double LogAt(double x, double y)
    {
        double insideX = Math.Clamp(x, _xs[0], _xs[^1]);
        double insideY = Math.Clamp(y, _ys[0], _ys[^1]);
        return Inside(insideX, insideY)
            + ((x - insideX) * (x < insideX ? _smaller : _larger))
            + ((y - insideY) * (y < insideY ? _narrower : _wider));
    }

    /// <summary>Of few runs: the other temperature's figure, times the ratio at the runs, which hardly moves.</summary>
    private double ShapedAt(double x, double y)
    {
        double insideX = Math.Clamp(x, _xs[0], _xs[^1]);
        double insideY = Math.Clamp(y, _ys[0], _ys[^1]);
        return Inside(insideX, insideY) + _shape!.LogAt(x, y) - _shape.LogAt(insideX, insideY);
    }

    /// <summary>The slope beyond a side, one for all of it, so that what is larger there is larger beyond.</summary>
    private static double Slope(IEnumerable<(double Edge, double Within)> rises, double octaves, double exponent) =>
        octaves == 0 ? exponent
            : (Math.Max(0, rises.Average(rise => rise.Edge - rise.Within) / (octaves * Octave)) + exponent) / 2;

    private double SlopeOfSizes(double edge, double sign)
    {
        double within = Math.Clamp(edge - (sign * 2 * Octave), _xs[0], _xs[^1]);
        return Slope(_ys.Select(y => (Inside(edge, y), Inside(within, y))), (edge - within) / Octave,
            _quantity.BytesExponent);
    }

    private double SlopeOfWidths(double edge, double sign)
    {
        double within = Math.Clamp(edge - (sign * 2 * Octave), _ys[0], _ys[^1]);
        return Slope(_xs.Select(x => (Inside(x, edge), Inside(x, within))), (edge - within) / Octave,
            _quantity.BitsExponent);
    }

    private double Inside(double x, double y)
    {
        (int i, double t) = Segment(_xs, x);
        (int j, double u) = Segment(_ys, y);
        int nextI = Math.Min(i + 1, _xs.Length - 1);
        int nextJ = Math.Min(j + 1, _ys.Length - 1);
        double low = _logs[i, j] + ((_logs[nextI, j] - _logs[i, j]) * t);
        double high = _logs[i, nextJ] + ((_logs[nextI, nextJ] - _logs[i, nextJ]) * t);
        return low + ((high - low) * u);
    }

    private static (int Index, double Share) Segment(double[] axis, double at)
    {
        if (axis.Length == 1)
        {
            return (0, 0);
        }

        int i = LogCurve.Segment(axis, at);
        return (i, (at - axis[i]) / (axis[i + 1] - axis[i]));
    }

    private double Prior(double x, double y) => _shape is { } shape
        ? shape.LogAt(x, y)
        : (x * _quantity.BytesExponent) + (y * _quantity.BitsExponent);

    private static double[] Axis(IEnumerable<double> runs)
    {
        double[] known = [.. runs.Distinct().Order()];
        List<double> axis = [known[0]];
        for (int i = 1; i < known.Length; i++)
        {
            int parts = (int)Math.Ceiling((known[i] - known[i - 1]) / HalfOctave);
            for (int part = 1; part < parts; part++)
            {
                axis.Add(known[i - 1] + ((known[i] - known[i - 1]) * part / parts));
            }

            axis.Add(known[i]);
        }

        return [.. axis];
    }
}
