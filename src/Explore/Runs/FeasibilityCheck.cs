using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Formats;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.CostModel.Fpga;
using Accel.Sim.Schedules;

namespace Accel.Explore.Runs;

/// <summary>Whether a design can run a workload at all.</summary>
public static class FeasibilityCheck
{
    private const string OtherSchedule = "change it with --set, such as --set schedule=accel";

    /// <summary>Why a design cannot run a workload, or null when it can.</summary>
    public static string? WhyNot(Scenario scenario) =>
        WhyNot(scenario.Design) ?? WhyNotWorkload(scenario.Design, scenario.Workload)
            ?? WhyNotFormats(scenario.Design, scenario.Precision, scenario.Workload.Model.HasAttention)
            ?? WhyTooSlow(scenario.Design, scenario.Precision) ?? WhyNoRoom(scenario.Design, scenario.Precision)
            ?? MemoryFootprint.WhyNot(scenario);

    /// <summary>Why a design that can run at all cannot run a workload's model or its pattern of attention.</summary>
    public static string? WhyNotWorkload(Design design, Workload workload) =>
        WhyNotSchedule(design, workload) ?? WhyNotMask(design, workload);

    private static string? WhyNotSchedule(Design design, Workload workload)
    {
        ISchedule schedule = ScheduleList.Get(design.Schedule);
        return schedule.WhyNot(workload.Model) is { } reason ? $"schedule {design.Schedule}: {reason}"
            : workload.Attention.IsFull || schedule.TakesAttentionPatterns ? null
            : $"schedule {design.Schedule}: its rules know no attention that leaves positions out";
    }

    private static string? WhyNotMask(Design design, Workload workload) =>
        workload.Attention.HasMask && !design.Fabric.TakesAttentionMasks
            ? $"a {design.Fabric.Kind} fabric computes all of the attention square; leave attention.density out"
            : null;

    /// <summary>Why the design cannot run these formats, or null when it can.</summary>
    /// <param name="usesKvCache">Whether attention runs too, with the KV cache as its weights.</param>
    public static string? WhyNot(Design design, Precision precision, bool usesKvCache) =>
        WhyNot(design) ?? WhyNotFormats(design, precision, usesKvCache) ?? WhyTooSlow(design, precision)
            ?? WhyNoRoom(design, precision);

    /// <summary>Why DRAM is too slow for the clock that a design's PEs reach, where it is left to them.</summary>
    public static string? WhyTooSlow(Design design, Precision precision) => !design.IsClockFastest ? null
        : DesignClock.Decided(design, precision) is var decided && decided.WhyTooSlow() is { } slow
        ? string.Create(CultureInfo.InvariantCulture, $"clock: max is {decided.Clock.Value / 1e9:G3} GHz; {slow}") : null;

    /// <summary>Why it cannot run whatever the formats: its schedule, prices and DRAM.</summary>
    public static string? WhyNot(Design design) =>
        ScheduleList.Get(design.Schedule).WhyNot(design.Fabric) ?? design.WhyUnpriced() ?? design.WhyNoLogic()
            ?? design.WhyTooSlow();

    /// <summary>Why a design that can run these formats does not fit its device when it is built for them.</summary>
    public static string? WhyNoRoom(Design design, Precision precision) =>
        design.Technology.Device is null ? null : FpgaFit.WhyNot(design.In(precision));

    /// <summary>Why a design that can run at all cannot run these formats.</summary>
    public static string? WhyNotFormats(Design design, Precision precision, bool usesKvCache)
    {
        if (design.Fabric.WhyNotWeights(precision.Weights, precision.Activations) is { } weights)
        {
            return weights;
        }

        if (precision.Activations.Sparsity is not null || precision.KvCache.Sparsity is not null)
        {
            return "only weights are sparse: precision.activations and precision.kv-cache are dense formats";
        }

        if (WhyNoHead(design, precision) is { } noHead)
        {
            return noHead;
        }

        if (!usesKvCache || !ScheduleList.Get(design.Schedule).UsesKvCacheFormat)
        {
            return null;
        }

        return design.Fabric.WhyNotCache(precision.KvCache, precision.Activations) is { } cache
            ? $"attention with precision.kv-cache {precision.KvCache}: {cache}"
            : design.Fabric.WhyNotTogether(precision);
    }

    private static string? WhyNoHead(Design design, Precision precision) => precision.Head is not { } head ? null
        : ScheduleList.Get(design.Schedule).UsesProcessor ? design.WhyNoHead(precision)
        : design.Fabric.WhyNotWeights(head, precision.Activations);

    /// <summary>Why a design cannot run a workload, as a diagnostic on the design's file.</summary>
    /// <exception cref="InputException">The design cannot run the workload.</exception>
    public static void Demand(Scenario scenario, string designFile)
    {
        Design design = scenario.Design;
        if (WhyNot(design) is null && WhyNotWorkload(design, scenario.Workload) is { } reason)
        {
            throw new InputException(
                DiagnosticCodes.Unsupported, new SourceLocation(designFile), $"{design.Name} cannot run this: {reason}",
                WhyNotSchedule(design, scenario.Workload) is null ? null : OtherSchedule);
        }

        if (SparseLayersCheck.WhyNot(scenario) is var (message, hint))
        {
            throw new InputException(DiagnosticCodes.UnknownName, new SourceLocation(designFile), message, hint);
        }

        Demand(design, scenario.Precision, scenario.Workload.Model.HasAttention, designFile);
        if (MemoryFootprint.WhyNot(scenario) is { } tooLarge)
        {
            throw new InputException(DiagnosticCodes.Unsupported, new SourceLocation(designFile),
                $"{design.Name} cannot run this: {tooLarge}",
                "take narrower weights or KV cache, a shorter context or a smaller batch");
        }
    }

    /// <summary>Why the design cannot run these formats, as a diagnostic on its file.</summary>
    /// <exception cref="InputException">The design cannot run them.</exception>
    public static void Demand(Design design, Precision precision, bool usesKvCache, string designFile)
    {
        if (WhyNot(design, precision, usesKvCache) is { } reason)
        {
            bool isBuilt = WhyNot(design) is null && WhyNotFormats(design, precision, usesKvCache) is null;
            throw new InputException(
                DiagnosticCodes.Unsupported, new SourceLocation(designFile), $"{design.Name} cannot run this: {reason}",
                isBuilt && WhyTooSlow(design, precision) is not null ? "raise dram.bandwidth, or name a slower clock"
                    : isBuilt ? FpgaFit.Describe(design.In(precision)) : Hint(design, precision));
        }
    }

    /// <summary>The one change that would help, of schedule or format, or null when the fault lies elsewhere.</summary>
    private static string? Hint(Design design, Precision precision)
    {
        Fabric fabric = design.Fabric;
        Precision known = fabric.DefaultPrecision;
        if (ScheduleList.Get(design.Schedule).WhyNot(fabric) is not null)
        {
            return OtherSchedule;
        }

        if (design.WhyUnpriced() is not null
            || fabric.WhyNot(known.Weights, known.Activations) is not null)
        {
            return null;
        }

        TensorFormat dense = precision.Weights.Dense;
        (string key, TensorFormat format) = fabric.WhyNot(known.Weights, precision.Activations) is not null
            ? ("activations", known.Activations)
            : fabric.WhyNot(dense, precision.Activations) is not null
                ? ("weights", known.Weights)
            : fabric.WhyNotWeights(precision.Weights, precision.Activations) is not null
                ? ("weights", dense)
            : precision.Activations.Sparsity is not null
                ? ("activations", precision.Activations.Dense)
            : WhyNoHead(design, precision) is not null
                ? ("head", precision.Weights)
            : precision.KvCache.Sparsity is not null
                ? ("kv-cache", precision.KvCache.Dense)
                : ("kv-cache", known.KvCache);
        return $"change it with --set, such as --set precision.{key}={format}";
    }
}
