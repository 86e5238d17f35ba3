namespace Accel.Explore.Pareto;

/// <summary>The area that points of a plane dominate up to a reference point, kept as points are added.</summary>
internal sealed class Staircase(double referenceX, double referenceY)
{
    // Steps of the front: x ascending, y descending.
    private readonly List<double> _x = [];
    private readonly List<double> _y = [];

    public double Area { get; private set; }

    /// <summary>Adds a point; both coordinates lie below the reference.</summary>
    public void Add(double x, double y)
    {
        int place = _x.BinarySearch(x);
        place = place < 0 ? ~place : place;
        double top = place > 0 ? _y[place - 1] : referenceY;
        if (top <= y || (place < _x.Count && _x[place] == x && _y[place] <= y))
        {
            return;
        }

        // Steps that the point dominates go; what it adds lies between its height and theirs.
        int end = place;
        double from = x;
        double added = 0;
        while (end < _x.Count && _y[end] >= y)
        {
            added += (_x[end] - from) * (top - y);
            (from, top) = (_x[end], _y[end]);
            end++;
        }

        double to = end < _x.Count ? _x[end] : referenceX;
        Area += added + ((to - from) * (top - y));
        _x.RemoveRange(place, end - place);
        _y.RemoveRange(place, end - place);
        _x.Insert(place, x);
        _y.Insert(place, y);
    }
}
