using Accel.Arch.Diagnostics;
using Accel.Arch.Scenarios;
using Accel.Arch.Yaml;
using Accel.Explore.Configuration;
using Accel.Explore.Quantization;
using Accel.Explore.Sweeps;
using Accel.Sim.Schedules;

namespace Accel.Bench;

/// <summary>The shipped sweep: Llama-2-7B, prefill of 256 tokens and 256 decode steps over a growing context.</summary>
internal sealed class ShippedSweep
{
    /// <summary>Points of the sweep; a benchmark's operations must be a constant.</summary>
    public const int Points = 10_800;

    private readonly SweepPlan _plan;
    private readonly QuantizationError _error = new();

    public ShippedSweep()
    {
        _plan = Load();
        if (_plan.Definition.Space.Count != Points)
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

    /// <summary>The sweep's base design with its workload.</summary>
    public static Scenario BaseScenario() => Load().Scenarios[0];

    private static SweepPlan Load()
    {
        DiagnosticBag diagnostics = new();
        string configs = Configs();
        ConfigLibrary library = new([configs], configs, ScheduleList.Names);
        return SweepLoader.Load("sweeps/bitserial-llama2-7b.yaml", new BindContext(diagnostics, library))
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
