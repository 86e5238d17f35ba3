using System.Globalization;
using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Formats;
using Accel.Arch.Scenarios;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.CostModel.Fpga;
using Accel.Sim.Schedules;

namespace Accel.Explore.Runs;

/// <summary>
/// Runs a workload, or single matrix products, on a design in closed form, with every layer's figures.
/// </summary>
public static class RunEvaluator
{
    /// <summary>Evaluates a scenario that <see cref="FeasibilityCheck"/> has let pass.</summary>
    public static RunResult Evaluate(Scenario scenario, PriceBook book)
    {
        Workload workload = scenario.Workload;
        IEnumerable<(Phase, IReadOnlyList<Operator>, long)> phases = workload.Phases.Select(phase => (
            phase,
            WorkloadOperators.Expand(workload, phase),
            phase.Tokens * phase.Steps * workload.Batch));
        RunResult run = Evaluate(scenario.Design, workload.Name, workload.Model, scenario.Precision, workload.Batch,
            phases, book, workload.Model is Network ? null : phase => WorkloadOperators.Expand(workload, phase));
        return workload.Attention.IsFull
            ? run
            : run with { Assumptions = [.. run.Assumptions, OfAttention(workload.Attention)] };
    }

    /// <summary>Evaluates matrix products as the layers of one phase.</summary>
    /// <remarks>
    /// None is fed by another, but activations that fit half their buffer count as on chip: see
    /// <see cref="ISchedule.Assumptions"/>.
    /// </remarks>
    public static RunResult EvaluateGemms(Design design, Precision precision, IReadOnlyList<NamedGemm> gemms,
        PriceBook book)
    {
        Operator[] operators = [.. gemms.Select(gemm => new GemmOperator
        {
            Name = gemm.Name, Role = OperatorRole.Linear, Layers = 1, M = gemm.M, K = gemm.K, N = gemm.N,
        })];
        long tokens = gemms.Sum(gemm => gemm.M);
        ModelShape none = new()
        {
            Name = "gemm", Hidden = 1, Layers = 1, Heads = 1, KvHeads = 1, HeadDim = 1, FeedForward = 1,
            GatedFeedForward = false, Vocabulary = 1,
        };
        Phase phase = Phase.Prefill(gemms.Count == 1 ? gemms[0].M : Math.Max(1, tokens));

        // A product is what its format says: names of layers are a model's.
        return Evaluate(
            design, "gemm", none, precision with { SparseLayers = null }, 1, [(phase, operators, tokens)], book);
    }

    /// <summary>Bytes per second that the design's schedule reckons with: the slope of its roofline.</summary>
    public static double DramBandwidth(Design design) =>
        design.Dram.Bandwidth.Value * ScheduleList.Get(design.Schedule).DramEfficiencyOf(design);

    private static Assumption OfAttention(AttentionPattern attention) => new(
        $"tokens attend to {attention.Describe()}"
            + (attention.Window is null || attention.HasMask
                ? string.Empty
                : "; each token of a prompt is charged min(prompt, sinks + window) positions"),
        "workload", false);

    /// <param name="expand">The operators of other phases of the workload; null where there are no others.</param>
    private static RunResult Evaluate(
        Design design, string workload, Model model, Precision precision, long batch,
        IEnumerable<(Phase Phase, IReadOnlyList<Operator> Operators, long Tokens)> phases, PriceBook book,
        Func<Phase, IReadOnlyList<Operator>>? expand = null)
    {
        design = DesignClock.Decided(design, precision);
        ISchedule schedule = ScheduleList.Get(design.Schedule);
        PriceList prices = PriceList.Compile(book, design, precision);
        List<PhaseResult> results = [];
        foreach ((Phase phase, IReadOnlyList<Operator> operators, long tokens) in phases)
        {
            RunContext context = new(design, model, precision, phase, batch);
            LayerResult[] layers = [.. operators.Select(work => Layer(schedule, context, work, prices))];
            results.Add(new PhaseResult(phase, Sum(design, layers, tokens), layers)
            {
                ProgramBytes = expand is null ? null : schedule.ProgramBytes(design.Fabric, phase, expand),
            });
        }

        LayerResult[] all = [.. results.SelectMany(phase => phase.Layers)];
        Totals totals = Sum(design, all, results.Sum(phase => phase.Totals.Tokens));
        string[] caveats = [.. Caveats(design, all)];
        return new RunResult(design, workload, totals, prices.Area, results, [
            .. schedule.Assumptions.Select(text => new Assumption(text, $"schedule {schedule.Name}", false)),
            .. design.Fabric.Assumptions.Select(text => new Assumption(text, $"fabric {design.Fabric.Kind}", false)),
            .. caveats.Select(text => new Assumption(text, $"fabric {design.Fabric.Kind}", false)),
            .. CostModel.Assumptions.Of(book, design, precision),
            .. OfDram(schedule, design),
        ])
        {
            CountsImages = model is Network,
            Caveats =
            [
                .. caveats,
                .. new[]
                {
                    FpgaFit.Caution(design.In(precision)), RegionFit.Caution(design.In(precision)),
                    DesignClock.Caution(design, precision),
                }.OfType<string>(),
            ],
            Resources = ResourceBreakdown.Of(design.In(precision)),
        };
    }

    /// <summary>Where the memory's share of its peak comes from, when it is computed.</summary>
    private static IEnumerable<Assumption> OfDram(ISchedule schedule, Design design) =>
        schedule.ComputesDramEfficiency && design is { MayComputeDramEfficiency: true, Dram.Device: { } dram }
            ? [
                new Assumption(string.Create(CultureInfo.InvariantCulture,
                    $"DRAM reaches {schedule.DramEfficiencyOf(design):P1} of its peak in long reads, and less where "
                    + $"runs are short or outputs written between: computed for each operator from the times of "
                    + $"{dram.Name}"), dram.Source, dram.Source.StartsWith("estimated", StringComparison.Ordinal)),
            ] : [];

    /// <summary>What the fabric may lose in the longest sums of each pair of formats.</summary>
    private static IEnumerable<string> Caveats(Design design, IEnumerable<LayerResult> layers) => layers
        .Where(layer => layer.Weights is not null)
        .GroupBy(layer => (layer.Weights, layer.Activations))
        .Select(group => design.Fabric.Caveat(
            group.Key.Weights!, group.Key.Activations, group.Max(layer => layer.LongestK)))
        .OfType<string>()
        .Distinct();

    private static LayerResult Layer(ISchedule schedule, in RunContext context, Operator work, in PriceList prices)
    {
        ActivityCounts counts = schedule.Time(context, work);
        EnergyBreakdown energy = prices.Price(counts);
        if (work is not GemmOperator gemm)
        {
            var vector = (VectorOperator)work;
            return new LayerResult(work, vector.Rows, 0, vector.Width, null, context.Precision.Activations, counts,
                energy, 0);
        }

        TensorFormat weights = schedule.FormatOf(context.Precision, gemm);
        return new LayerResult(work, gemm.M, gemm.K, gemm.N, weights, context.Precision.Activations, counts, energy,
            Share(IdealCycles(context.Design, weights, context.Precision.Activations, counts), counts.Cycles))
        {
            LongestK = gemm.At(context.Phase.LastContext).K,
            IsOnProcessor = schedule.UsesProcessor && context.Design.RunsOnProcessor(gemm, context.Precision),
        };
    }

    private static Totals Sum(Design design, LayerResult[] layers, long tokens)
    {
        ActivityCounts counts = default;
        EnergyBreakdown energy = default;
        double ideal = 0;
        foreach (LayerResult layer in layers)
        {
            counts.Add(layer.Counts);
            energy += layer.Energy;
            ideal += layer.Weights is null
                ? 0
                : IdealCycles(design, layer.Weights, layer.Activations, layer.Counts);
        }

        return new Totals(counts, energy, new Cycles(counts.Cycles) / design.Clock, Share(ideal, counts.Cycles),
            tokens);
    }

    private static double IdealCycles(
        Design design, TensorFormat weights, TensorFormat activations, in ActivityCounts counts) =>
        IdealTime.Cycles(counts.Macs, IdealTime.Peak(design.Fabric, weights, activations));

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
}
