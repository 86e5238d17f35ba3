using Accel.Arch.Diagnostics;
using Accel.Arch.Scenarios;
using Accel.Arch.Yaml;
using Accel.Explore.Configuration;
using Accel.Explore.Quantization;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;
using Accel.Sim.Schedules;

namespace Accel.Bench;

/// <summary>A shipped sweep: Llama-2-7B, prefill of 256 tokens and 256 decode steps over a growing context.</summary>
internal sealed class ShippedSweep
{
    /// <summary>The sweep of few points, all of whose axes tell in times.</summary>
    public const string Small = "bitserial-llama2-7b";

    /// <summary>The sweep of a million points.</summary>
    public const string Large = "million";

    /// <summary>Points of the small sweep; a benchmark's operations must be a constant.</summary>
    public const int Points = 10_800;

    private readonly SweepPlan _plan;
    private readonly QuantizationError _error = new();

    public ShippedSweep(string name = Small)
    {
        _plan = Load(name);
        if (name == Small && _plan.Definition.Space.Count != Points)
        {
            throw new InvalidOperationException(
                $"the shipped sweep has {_plan.Definition.Space.Count} points now, not {Points}");
        }
    }

    /// <summary>Evaluates all points as <c>accel sweep</c> does, and forgets the results.</summary>
    public SweepResult Run(int threads)
    {
        PointMemos memos = new(_plan);
        SweepRunner runner = new(
            _plan.Definition, () => new DesignPointEvaluator(_plan, _error, memos), TimeProvider.System);
        return runner.Run(SweepWork.All(_plan.Definition.Space), threads, Forget.Instance);
    }

    /// <summary>Evaluates and stores all points in a folder, and finds their front.</summary>
    /// <returns>Points, and the time from the first to the front.</returns>
    public (long Points, TimeSpan Elapsed) Store(string folder, int threads)
    {
        long start = TimeProvider.System.GetTimestamp();
        SweepSession session = new(_plan, new Provenance("bench", _plan.Inputs, "bench"), folder, TimeProvider.System);
        SweepResult result = session.Run(false, threads, null, CancellationToken.None);
        using ResultStore store = ResultStore.Open(folder);
        _ = store.Front();
        return (result.Evaluated, TimeProvider.System.GetElapsedTime(start));
    }

    /// <summary>The sweep's base design with its workload.</summary>
    public static Scenario BaseScenario() => Load(Small).Scenarios[0];

    private static SweepPlan Load(string name)
    {
        DiagnosticBag diagnostics = new();
        string configs = Configs();
        ConfigLibrary library = new([configs], configs, ScheduleList.Names);
        return SweepLoader.Load($"sweeps/{name}.yaml", new BindContext(diagnostics, library))
            ?? throw new InputException(diagnostics.Items);
    }

    /// <summary>The shipped configuration files.</summary>
    public static string Configs()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Accel.sln")))
            {
                return Path.Combine(folder, "configs");
            }
        }

        throw new DirectoryNotFoundException($"no Accel.sln above {AppContext.BaseDirectory}");
    }

    private sealed class Forget : IResultSink
    {
        public static readonly Forget Instance = new();

        public void Write(PointBatch batch)
        {
        }

        public void Flush()
        {
        }
    }
}
