using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>NSGA-II over the points of a space, none of them evaluated twice.</summary>
/// <remarks>
/// The first generation is Sobol's. A child that was evaluated before joins the next selection with the results that
/// the archive has of it, and breeding goes on until a generation has as many new points as the population; where ten
/// times that many children bring too few, random new points fill it. The search ends with its budget or with the
/// space.
/// </remarks>
internal sealed class Nsga2Search(Nsga2Settings settings, SweepDefinition definition) : ISearch
{
    private const int MostChildren = 10;

    private readonly SweepSpace _space = definition.Space;
    private readonly Xoshiro256 _random = new(settings.SeedValue);
    private readonly HashSet<int> _known = [];
    private int[] _parents = [];
    private IReadOnlyList<long> _wave = [];
    private Variation? _variation;

    public IReadOnlyList<long> Next(SearchArchive archive)
    {
        long left = Math.Min(settings.BudgetValue, _space.Count) - archive.Count;
        int size = (int)Math.Min(settings.Population, left);
        if (size <= 0)
        {
            return [];
        }

        if (archive.Count == 0)
        {
            return _wave = RandomSettings.Sample(_space, size, PointSequence.Sobol, _random);
        }

        _known.UnionWith(_wave.Select(archive.Find));
        _known.UnionWith(_parents);
        int[] pool = [.. _known.Order()];
        Standing[] standings = Standing.Of(archive, pool);
        int[] survivors =
        [
            .. Enumerable.Range(0, pool.Length)
                .OrderBy(place => standings[place].Rank)
                .ThenByDescending(place => standings[place].Distance)
                .ThenBy(place => place)
                .Take(settings.Population),
        ];
        _parents = Array.ConvertAll(survivors, place => pool[place]);

        // Deb's tournaments compare the survivors among one another.
        return _wave = Breed(archive, Standing.Of(archive, _parents), size);
    }

    private long[] Breed(SearchArchive archive, Standing[] standings, int size)
    {
        _variation ??= new Variation(_space, settings.Crossover, settings.Mutation ?? DefaultMutation(), _random);
        _known.Clear();
        HashSet<long> fresh = [];
        int[] first = new int[_space.Axes.Count];
        int[] second = new int[_space.Axes.Count];
        for (int children = 0; fresh.Count < size && children < MostChildren * settings.Population; children += 2)
        {
            _space.Decode(archive.PointAt(_parents[Tournament(standings)]), first);
            _space.Decode(archive.PointAt(_parents[Tournament(standings)]), second);
            _variation.Vary(first, second);
            Take(_space.Encode(first));
            if (fresh.Count < size)
            {
                Take(_space.Encode(second));
            }
        }

        while (fresh.Count < size)
        {
            FreshPoints.Add(_space, archive, fresh, () => _random.Below(_space.Count));
        }

        return [.. fresh.Order()];

        void Take(long child)
        {
            int row = archive.Find(child);
            if (row < 0)
            {
                fresh.Add(child);
            }
            else if (_known.Count < settings.Population)
            {
                _known.Add(row);
            }
        }
    }

    private int Tournament(Standing[] standings)
    {
        int one = (int)_random.Below(standings.Length);
        int other = (int)_random.Below(standings.Length);
        return standings[other].IsBetterThan(standings[one]) ? other : one;
    }

    private double DefaultMutation() => 1.0 / Math.Max(1, _space.Axes.Count(axis => axis.Values.Count > 1));
}
