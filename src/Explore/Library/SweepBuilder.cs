using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;
using Accel.Explore.Configuration;
using Accel.Explore.Search;
using Accel.Explore.Sweeps;

namespace Accel.Explore.Library;

/// <summary>Composes a sweep in code: designs, workloads, axes, constraints, objectives.</summary>
/// <remarks>
/// Paths, values and metrics are those of a sweep's file (<c>docs/yaml.md</c>, <see cref="PointMetrics"/>), and they
/// are looked up and checked by <see cref="Build"/> in the same way.
/// </remarks>
public sealed class SweepBuilder
{
    private readonly AccelLibrary _library;
    private readonly string _name;
    private readonly Design[] _designs;
    private readonly List<Workload> _workloads = [];
    private readonly List<MapNode.Entry> _axes = [];
    private readonly List<MapNode.Entry> _constraints = [];
    private readonly List<MapNode.Entry> _objectives = [];

    private SearchSettings _search = new ExhaustiveSettings();

    internal SweepBuilder(AccelLibrary library, string name, Design[] designs)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfZero(designs.Length);
        (_library, _name, _designs) = (library, name, designs);
    }

    /// <summary>The place that diagnostics name.</summary>
    private SourceLocation Here => new(_name);

    /// <summary>Adds what every point runs; several run one after the other.</summary>
    public SweepBuilder Of(params Workload[] workloads)
    {
        _workloads.AddRange(workloads);
        return this;
    }

    /// <summary>
    /// Varies a path over values written as in YAML: <c>Axis("buffers.weights", "256 KiB", "1 MiB")</c>.
    /// </summary>
    public SweepBuilder Axis(string path, params string[] values)
    {
        _axes.Add(Entry(path, new ListNode([.. values.Select(Text)], Here)));
        return this;
    }

    /// <summary>Varies a path over numbers: <c>Axis("fabric.rows", 16, 32, 64)</c>.</summary>
    public SweepBuilder Axis(string path, params double[] values) =>
        Axis(path, [.. values.Select(value => value.ToString("R", CultureInfo.InvariantCulture))]);

    /// <summary>Keeps a metric at most here; a point above is infeasible.</summary>
    public SweepBuilder AtMost(string metric, double value) => Bound(metric, "max", value);

    /// <summary>Keeps a metric at least here; a point below is infeasible.</summary>
    public SweepBuilder AtLeast(string metric, double value) => Bound(metric, "min", value);

    public SweepBuilder Minimise(params string[] metrics) => Aim("min", metrics);

    public SweepBuilder Maximise(params string[] metrics) => Aim("max", metrics);

    /// <summary>Chooses the points to evaluate by a search; all of them are when there is none.</summary>
    public SweepBuilder Using(SearchSettings search)
    {
        _search = search;
        return this;
    }

    /// <summary>Looks everything up and checks it.</summary>
    /// <exception cref="InputException">
    /// Paths, values or metrics are unknown or impossible; all of them at once.
    /// </exception>
    public SweepPlan Build()
    {
        List<MapNode.Entry> entries =
        [
            Entry("name", Text(_name)),
            Entry("base", _designs.Length == 1 ? Text(_designs[0].Name)
                : new ListNode([.. _designs.Select(design => Text(design.Name))], Here)),
            Entry("workloads", new ListNode([.. _workloads.Select(workload => Text(workload.Name))], Here)),
            Entry("axes", new MapNode(_axes, Here)),
            Entry("objectives", new MapNode(_objectives, Here)),
        ];
        if (_constraints.Count > 0)
        {
            entries.Add(Entry("constraints", new MapNode(_constraints, Here)));
        }

        MapNode map = new(entries, Here);
        return _library.Read(context => SweepLoader.Compose(map, _name, _designs, [.. _workloads], context)) with
        {
            Search = _search,
        };
    }

    private SweepBuilder Bound(string metric, string side, double value)
    {
        MapNode.Entry bound = Entry(side, Text(value.ToString("R", CultureInfo.InvariantCulture)));
        int known = _constraints.FindIndex(entry => entry.Key == metric);
        if (known < 0)
        {
            _constraints.Add(Entry(metric, new MapNode([bound], Here)));
        }
        else
        {
            _constraints[known] = Entry(metric, ((MapNode)_constraints[known].Value).With(bound));
        }

        return this;
    }

    private SweepBuilder Aim(string goal, string[] metrics)
    {
        _objectives.AddRange(metrics.Select(metric => Entry(metric, Text(goal))));
        return this;
    }

    private ScalarNode Text(string text) => new(text, Here);

    private MapNode.Entry Entry(string key, ConfigNode value) => new(key, Here, value);
}
