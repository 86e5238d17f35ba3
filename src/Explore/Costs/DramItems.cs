using Accel.Arch.Diagnostics;
using Accel.Arch.Drams;
using Accel.Arch.Technologies;
using Accel.Arch.Yaml;
using Accel.CostModel.Estimates;
using Accel.CostModel.Memory;
using Accel.Sim.Memory;

namespace Accel.Explore.Costs;

/// <summary>Off-chip memories: what share of the peak a pattern reaches, and what a bit of it costs.</summary>
internal static class DramItems
{
    private static readonly ValueKind<double> Bytes = Kinds.Number(1, 1L << 40);

    private static readonly Schema<DramQuery> Schema =
        new Schema<DramQuery>(
            () => new DramQuery(new DramDevice { Name = string.Empty }, DramPattern.Sequential), Check)
        .Value("type", "A memory: a file in configs/drams, such as ddr4-3200, or a family, such as ddr4.",
            DramKind.Instance, (query, dram) => query with { Dram = dram }, isRequired: true)
        .Value("pattern", "sequential, random, run:BYTES, stride:BYTES or copy:BYTES.",
            DramPatternKindValue.Instance, (query, pattern) => query with { Pattern = pattern }, isRequired: true)
        .Value("run-bytes", "Bytes of a run; 256 when left out.", Bytes,
            (query, bytes) => query with { RunBytes = bytes })
        .Value("stride-bytes", "Bytes from request to request; 8192 when left out.", Bytes,
            (query, bytes) => query with { StrideBytes = bytes })
        .Value("block-bytes", "Bytes read, then written, of a copy; 1024 when left out.", Bytes,
            (query, bytes) => query with { BlockBytes = bytes })
        .Value("request-bytes", "What is asked for at a time; what the memory moves at a time when left out.", Bytes,
            (query, bytes) => query with { RequestBytes = bytes })
        .Value("write-share", "Writes among the requests.", Kinds.Number(0, 1),
            (query, share) => query with { WriteShare = share })
        .Value("ranks", "Ranks of a channel; the file's when left out.", Kinds.Whole(1, 16),
            (query, count) => query with { Ranks = count })
        .Value("mapping", "low, high or hashed; the file's when left out.", Kinds.Choice(DramSchema.Mappings),
            (query, mapping) => query with { Mapping = mapping })
        .Value("boundary", "device, which is taken when left out, or full-path.",
            Kinds.Choice(DramSchema.Boundaries), (query, boundary) => query with { Boundary = boundary });

    public static IReadOnlyList<CostItem> All { get; } =
    [
        new CostItem<DramQuery>("dram", "Share of the peak bandwidth, and energy of a bit.", Schema,
            (query, _) => Price(query))
        {
            NeedsNoPlace = true,
        },
    ];

    private static CostNode Price(DramQuery query)
    {
        DramDevice dram = query.Device;
        DramPattern pattern = query.Seen;
        DramFlow flow = DramEfficiency.Of(dram, pattern);
        DramEnergy energy = DramEnergy.PerBit(
            dram, flow.ActivationsPerByte, flow.Efficiency, pattern.Writes, query.Boundary);
        double waste = query.Waste;
        DramEnergies energies = dram.Energies;
        string boundary = query.Boundary == DramBoundary.Device ? "devices alone" : "devices, termination and PHY";
        List<CostNode> parts =
        [
            Part("activation", energy.Activation, energies.Uncertainty, energies.Source),
            Part("data", energy.Data, energies.Uncertainty, energies.Source),
            Part("background", energy.Background, energies.Uncertainty, energies.Source),
        ];
        if (query.Boundary == DramBoundary.FullPath)
        {
            parts.Add(Part("interface", energy.Interface, energies.InterfaceUncertainty, energies.InterfaceSource));
        }

        return new CostNode("dram", 1, new Estimate
        {
            BandwidthEfficiency =
                new Figure(flow.Efficiency / waste, DramTrust.Of(dram, pattern),
                    DramTrust.IsEstimate(dram) ? Basis.Estimated : Basis.Formula),
            EnergyPerBitJ = energy.Figure(energies) * waste,
            Source = $"efficiency: closed form from the times of {dram.Source}; energy ({boundary}): {energies.Source}"
                + (query.Boundary == DramBoundary.Device ? string.Empty : $"; {energies.InterfaceSource}"),
        }, parts);

        CostNode Part(string name, double joules, double uncertainty, string source) => CostNode.Leaf(name, 1,
            new Estimate
            {
                EnergyPerBitJ = new Figure(joules * waste, uncertainty, Basis.Formula), Source = source,
            });
    }

    private static void Check(DramQuery query, MapNode map, string path, BindContext context)
    {
        DramPatternKind kind = query.Pattern.Kind;
        OnlyWith("run-bytes", DramPatternKind.Runs, query.RunBytes);
        OnlyWith("stride-bytes", DramPatternKind.Stride, query.StrideBytes);
        OnlyWith("block-bytes", DramPatternKind.Copy, query.BlockBytes);
        if (kind == DramPatternKind.Stride && query.RequestBytes > query.Dram.RequestBytes)
        {
            Report("request-bytes", $"requests of a stride are at most what the memory moves at a time "
                + $"({query.Dram.RequestBytes} bytes)", "ask for runs of that size: pattern=run:BYTES");
        }

        if (kind == DramPatternKind.Copy && query.WriteShare > 0)
        {
            Report("write-share", "a copy writes half of what it moves", "leave write-share out");
        }

        void OnlyWith(string key, DramPatternKind wanted, double? given)
        {
            if (given is null)
            {
                return;
            }

            if (kind != wanted)
            {
                Report(key, $"{key} says nothing of this pattern", "leave it out");
            }
            else if (query.Pattern.Bytes > 0)
            {
                Report(key, $"the size is given twice, as {key} and behind the pattern", "leave one out");
            }
        }

        void Report(string key, string message, string hint) => context.Diagnostics.Error(
            DiagnosticCodes.Inconsistent, (map[key] ?? map).Where, message, hint);
    }
}
