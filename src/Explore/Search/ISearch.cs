using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>Chooses points in waves: each follows from the results of all earlier ones.</summary>
public interface ISearch
{
    /// <summary>The next points to evaluate, ascending, none of them evaluated before; empty at the end.</summary>
    /// <param name="archive">The results of all earlier waves.</param>
    IReadOnlyList<long> Next(SearchArchive archive);
}
