using System.Globalization;
using Accel.Arch.Technologies;
using Accel.Arch.Units;
using Accel.Arch.Workloads;

namespace Accel.Arch.Designs;

/// <summary>An accelerator as its architect describes it.</summary>
public sealed record Design
{
    public required string Name { get; init; }

    public Hertz Clock { get; init; } = new(1e9);

    /// <summary>Whether the clock is left to the PEs: as fast as they can be synthesized for.</summary>
    public bool IsClockFastest { get; init; }

    /// <summary>Supply of the logic in volts; null for the technology's nominal one. Buffers keep their own.</summary>
    public double? Voltage { get; init; }

    public required Technology Technology { get; init; }

    public required Fabric Fabric { get; init; }

    public BufferSet Buffers { get; init; } = new();

    public Dram Dram { get; init; } = new();

    public VectorUnit VectorUnit { get; init; } = new();

    /// <summary>
    /// A processor that runs the language-model head in formats the fabric refuses; null when there is none.
    /// </summary>
    public Processor? Processor { get; init; }

    /// <summary>The policy that tiles, fetches and overlaps a layer: <c>accel</c> or a published simulator's.</summary>
    public string Schedule { get; init; } = "accel";

    /// <summary>Formats that the design fixes, whatever the workload asks.</summary>
    public PrecisionOverride Precision { get; init; } = PrecisionOverride.None;

    /// <summary>What the technology prices the DRAM as: its type, or the family of a memory named instead.</summary>
    public string DramFamily => Dram.Device is { } device && !Technology.Dram.ContainsKey(Dram.Type)
        ? device.Family : Dram.Type;

    /// <summary>The share of the peak DRAM bandwidth that transfers reach, where nothing computes it.</summary>
    public double DramEfficiency =>
        Fabric.DramEfficiency ?? Dram.Efficiency ?? Technology.DramPrice(DramFamily).Efficiency;

    /// <summary>
    /// Whether that share may be computed from the accesses: neither design nor fabric says it, and the memory's times
    /// are known.
    /// </summary>
    public bool MayComputeDramEfficiency =>
        Dram.Device is not null && Dram.Efficiency is null && Fabric.DramEfficiency is null;

    /// <summary>The least that DRAM may move in a cycle, at its reachable bandwidth, in bits.</summary>
    /// <remarks>Below it, whole ticks of a 1024th of a bit would be off by more than 0.05 %.</remarks>
    public const double MinimumDramBitsPerCycle = 1;

    /// <summary>The design as it is built to run in these formats: it fixes them all.</summary>
    public Design In(Precision precision)
    {
        ArgumentNullException.ThrowIfNull(precision);
        return this with
        {
            Precision = new PrecisionOverride(
                precision.Weights, precision.Activations, precision.KvCache, precision.Head)
            {
                SparseLayers = precision.SparseLayers,
            },
        };
    }

    /// <summary>
    /// Why DRAM is too slow for the clock to be modelled, or its efficiency is named where the fabric decides it; null
    /// when neither is so.
    /// </summary>
    /// <remarks>A clock that is left to the PEs is not known here: ask again when it is decided.</remarks>
    public string? WhyTooSlow()
    {
        if (Fabric.DramEfficiency is not null && Dram.Efficiency is not null)
        {
            return $"dram.efficiency: a {Fabric.Kind} fabric says itself what it reaches of the peak (fabric.memory)";
        }

        if (IsClockFastest)
        {
            return null;
        }

        double bitsPerCycle = Dram.Bandwidth.Value * 8 * (Fabric.LeastDramEfficiency ?? DramEfficiency) / Clock.Value;
        return bitsPerCycle >= MinimumDramBitsPerCycle
            ? null
            : string.Create(CultureInfo.InvariantCulture,
                $"dram.bandwidth: DRAM must reach at least {MinimumDramBitsPerCycle} bit in a cycle of the clock, "
                + $"got {bitsPerCycle:G3}");
    }

    /// <summary>Why the technology has no SRAM for the buffers; null when it has.</summary>
    public string? WhyNoSram()
    {
        if (Technology.Device is not null)
        {
            return null;
        }

        if (Buffers.Flavour is { } flavour)
        {
            for (int i = 0; i < Technology.SramTables.Count; i++)
            {
                if (Technology.SramTables[i].Flavour == flavour)
                {
                    return null;
                }
            }

            return $"technology {Technology.Name} has no SRAM table of flavour '{flavour}'";
        }

        return Technology.HasSramAnchors || Technology.SramTables.Count > 0
            ? null
            : $"technology {Technology.Name} has no SRAM";
    }

    /// <summary>What the technology has no price for, as a reason; null when everything is priced.</summary>
    public string? WhyUnpriced()
    {
        if (Fabric.WhyNotOn(Technology) is { } misplaced)
        {
            return misplaced;
        }

        if (!Technology.Dram.ContainsKey(DramFamily))
        {
            return $"technology {Technology.Name} has no DRAM '{Dram.Type}'";
        }

        if (WhyNoSram() is { } missing)
        {
            return missing;
        }

        IReadOnlyList<string> required = Fabric.RequiredPrices;
        for (int i = 0; i < required.Count; i++)
        {
            if (!IsPriced(required[i]))
            {
                return $"technology {Technology.Name} has no price for the component '{required[i]}'";
            }
        }

        return null;
    }

    /// <summary>Why the logic cannot run at its supply, or the clock be left to it; null when it can.</summary>
    public string? WhyNoLogic()
    {
        if (IsClockFastest && (Technology.Logic is null || Fabric.Kind is not ("bit-serial" or "systolic")))
        {
            return "clock: 'max' needs a technology that says what its logic costs, and PEs whose paths are known";
        }

        return Voltage is { } volts ? Technology.WhyNotAt(volts) : null;
    }

    /// <summary>Whether the technology lists the price of a component, or can price its structure.</summary>
    public bool IsPriced(string kind) => Technology.Components.ContainsKey(kind)
        || (Technology.Logic is not null && !Fabric.HasOwnPrice(kind));

    /// <summary>
    /// Why neither the fabric nor a processor multiplies the language-model head, or null when one does.
    /// </summary>
    public string? WhyNoHead(Precision precision) =>
        precision.Head is not { } head || (Processor is not null && head.Sparsity is null)
            || Fabric.WhyNotWeights(head, precision.Activations) is not { } reason
            ? null
            : $"language-model head with precision.head {head}: {reason}, and "
                + (Processor is null ? "the design has no processor" : "a processor takes a dense head only");

    /// <summary>Whether an operator is left to the processor: a head in a format that the fabric refuses.</summary>
    public bool RunsOnProcessor(GemmOperator gemm, Precision precision) =>
        Processor is not null && gemm.Role == OperatorRole.LanguageModelHead && precision.Head is { } head
            && Fabric.WhyNotWeights(head, precision.Activations) is not null;

    /// <summary>Width of the weight buffer's port in bits.</summary>
    public long WeightPortBits(Precision precision) =>
        Buffers.WeightPort?.Count ?? Fabric.WeightPortBits(precision.Weights);

    /// <summary>Width of the activation buffer's port in bits.</summary>
    public long ActivationPortBits(Precision precision) =>
        Buffers.ActivationPort?.Count ?? Fabric.ActivationPortBits(precision.Activations);
}
