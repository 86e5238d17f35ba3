using Accel.Arch.Technologies;

namespace Accel.CostModel.Sram;

/// <summary>Prices an SRAM bank of any size and width from a technology's tables.</summary>
/// <remarks>
/// <para>The anchors are runs at the very node, all of one bank size: at that size they are met to rounding, and
/// between their widths the curve is straight on log-log axes. Another size multiplies by the grid's ratio between the
/// sizes at that width; a width beyond the widest anchor multiplies by the grid's ratio between the widths. So the grid
/// gives shape only, never level.</para>
/// <para>The grid may have holes: each of its widths is a curve over the sizes that it has. Beyond the tables the last
/// slope goes on (<see cref="IsExtrapolated"/> says when). A bank narrower than the narrowest anchor is built as wide
/// as that, so it costs as much an access.</para>
/// <para>CACTI's own choice of organisation is a 10 % uncertainty; interpolation in its tables adds 3 to 5 % on
/// average and 18 % at worst.</para>
/// </remarks>
public sealed class SramModel
{
    private readonly LogCurve _anchors;
    private readonly double _anchorSize;
    private readonly double[] _widths;
    private readonly LogCurve[] _sizes;

    /// <exception cref="ArgumentException">
    /// No anchors, anchors of several sizes, no grid, or a price that is not positive.
    /// </exception>
    public SramModel(IReadOnlyList<SramPoint> anchors, IReadOnlyList<SramPoint> grid)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(grid);
        if (anchors.Count == 0 || grid.Count == 0)
        {
            throw new ArgumentException("an SRAM model needs anchors and a grid", nameof(anchors));
        }

        if (anchors.Any(point => point.Bytes != anchors[0].Bytes))
        {
            throw new ArgumentException("the anchors must be banks of one size", nameof(anchors));
        }

        if (anchors.Concat(grid).Any(p => !(p is { Bytes: > 0, Bits: > 0, ReadPj: > 0, WritePj: > 0, AreaMm2: > 0 })))
        {
            throw new ArgumentException("sizes, widths and prices of SRAM must be positive", nameof(grid));
        }

        _anchorSize = Math.Log(anchors[0].Bytes);
        _anchors = Curve(anchors, point => point.Bits);
        IGrouping<int, SramPoint>[] widths = [.. grid.GroupBy(point => point.Bits).OrderBy(group => group.Key)];
        _widths = [.. widths.Select(group => Math.Log(group.Key))];
        _sizes = [.. widths.Select(group => Curve([.. group], point => point.Bytes))];
    }

    /// <summary>The price of a bank.</summary>
    /// <param name="bytes">Size, more than 0.</param>
    /// <param name="bits">Width of the port, more than 0.</param>
    public SramPrice Bank(double bytes, double bits)
    {
        double size = Math.Log(bytes);
        double width = Math.Max(Math.Log(bits), _anchors.First);
        double anchored = Math.Min(width, _anchors.Last);
        SramPrice logs = _anchors.At(anchored);
        if (size != _anchorSize || width > anchored)
        {
            logs = logs.Plus(Grid(size, width), 1).Plus(Grid(_anchorSize, anchored), -1);
        }

        return SramPrice.FromLogs(logs);
    }

    /// <summary>Whether the tables end before this bank.</summary>
    public bool IsExtrapolated(double bytes, double bits)
    {
        double size = Math.Log(bytes);
        double width = Math.Log(bits);
        return width > Math.Max(_widths[^1], _anchors.Last)
            || (size != _anchorSize
                && (size < _sizes.Min(curve => curve.First) || size > _sizes.Max(curve => curve.Last)));
    }

    /// <summary>
    /// Energy and area on the grid alone; a width under its narrowest takes the narrowest curve's shape.
    /// </summary>
    private SramPrice Grid(double size, double width)
    {
        if (_widths.Length == 1 || width <= _widths[0])
        {
            return _sizes[0].At(size);
        }

        int i = LogCurve.Segment(_widths, width);
        double t = (width - _widths[i]) / (_widths[i + 1] - _widths[i]);
        return SramPrice.Lerp(_sizes[i].At(size), _sizes[i + 1].At(size), t);
    }

    private static LogCurve Curve(IReadOnlyList<SramPoint> points, Func<SramPoint, double> axis)
    {
        SramPoint[] ordered = [.. points.OrderBy(axis)];
        double[] x = [.. ordered.Select(point => Math.Log(axis(point)))];
        for (int i = 1; i < x.Length; i++)
        {
            if (x[i] <= x[i - 1])
            {
                throw new ArgumentException("two SRAM points share a size and a width", nameof(points));
            }
        }

        return new LogCurve(x, [.. ordered.Select(p => new SramPrice(p.ReadPj, p.WritePj, p.AreaMm2).Logs())]);
    }
}
