namespace Accel.Explore.Reports.Figures;

/// <summary>A rectangle of a treemap.</summary>
internal readonly record struct TreemapBox(double Left, double Bottom, double Width, double Height)
{
    /// <summary>Rectangles whose areas are in the ratio of the values and which fill a larger one.</summary>
    /// <param name="values">Positive, the largest first.</param>
    /// <remarks>Source: Bruls, Huizing, van Wijk, "Squarified Treemaps", VisSym 2000: rows along the shorter side, each
    /// as long as its worst ratio of sides gets better.</remarks>
    public static TreemapBox[] Squarify(IReadOnlyList<double> values, double width, double height)
    {
        TreemapBox[] boxes = new TreemapBox[values.Count];
        TreemapBox room = new(0, 0, width, height);
        double scale = width * height / values.Sum();
        int first = 0;
        while (first < values.Count)
        {
            double side = Math.Min(room.Width, room.Height);
            int end = first + 1;
            double sum = values[first] * scale;
            while (end < values.Count
                && Worst(values[first] * scale, values[end] * scale, sum + (values[end] * scale), side)
                    <= Worst(values[first] * scale, values[end - 1] * scale, sum, side))
            {
                sum += values[end++] * scale;
            }

            room = room.Lay(boxes, values, first, end, scale, sum);
            first = end;
        }

        return boxes;
    }

    /// <summary>The worst ratio of sides in a row whose largest and smallest areas are known.</summary>
    private static double Worst(double largest, double smallest, double sum, double side) =>
        Math.Max(side * side * largest / (sum * sum), sum * sum / (side * side * smallest));

    /// <summary>Lays a row along the shorter side and returns what is left.</summary>
    private TreemapBox Lay(
        TreemapBox[] boxes, IReadOnlyList<double> values, int first, int end, double scale, double sum)
    {
        bool isUpright = Width >= Height;
        double depth = sum / (isUpright ? Height : Width);

        // From the top: the eye starts there.
        double at = isUpright ? Bottom + Height : Left;
        for (int i = first; i < end; i++)
        {
            double length = values[i] * scale / depth;
            boxes[i] = isUpright
                ? new TreemapBox(Left, at - length, depth, length)
                : new TreemapBox(at, Bottom + Height - depth, length, depth);
            at += isUpright ? -length : length;
        }

        return isUpright
            ? new TreemapBox(Left + depth, Bottom, Width - depth, Height)
            : new TreemapBox(Left, Bottom, Width, Height - depth);
    }
}
