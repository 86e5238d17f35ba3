using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>Finds points that were not evaluated yet.</summary>
internal static class FreshPoints
{
    /// <summary>Draws before the search for a point that is left goes number by number.</summary>
    private const int MostDraws = 64;

    /// <summary>Adds a point to a wave that neither it nor the archive has; there must be one.</summary>
    /// <param name="draw">Where points come from.</param>
    public static void Add(SweepSpace space, SearchArchive archive, ISet<long> wave, Func<long> draw)
    {
        long point = draw();
        for (int draws = 1; IsKnown(point) && draws < MostDraws; draws++)
        {
            point = draw();
        }

        while (IsKnown(point))
        {
            point = (point + 1) % space.Count;
        }

        wave.Add(point);

        bool IsKnown(long number) => archive.Contains(number) || wave.Contains(number);
    }
}
