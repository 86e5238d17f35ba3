using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Sim.BitSerial;
using Accel.Sim.Schedules;

namespace Accel.Explore.Reproductions.Bitmod;

/// <summary>
/// The bars of Figs. 7 and 8, what they would be for 256 generated tokens, and other schedules' view of them.
/// </summary>
/// <remarks>
/// Speed-up is against FP16; both energies are relative to the total energy of FP16. The column that the figures call
/// geometric mean is the arithmetic one; both are here under their own names, over the six models.
/// </remarks>
internal sealed class BitmodFigures(ReproductionInputs inputs) : IReproduction
{
    private const BitmodRevision Revision = BitmodRevision.Paper2024;

    private static readonly (string Name, Func<IEnumerable<double>, double> Of)[] Means =
    [
        ("arithmetic-mean", values => values.Average()),
        ("geometric-mean", values => Math.Exp(values.Average(Math.Log))),
    ];

    /// <inheritdoc/>
    public string Name => "bitmod-figures";

    /// <inheritdoc/>
    public string Source =>
        "BitMoD (HPCA 2025), Figs. 7 and 8, from the arrays in the artifact's plot notebooks; "
        + "generative: 20 decode steps";

    /// <inheritdoc/>
    public IReadOnlyList<ReproductionRow> Rows()
    {
        ReferenceTable published = ReferenceTable.Load("bitmod_fig7_fig8.csv");
        List<ReproductionRow> rows = [];
        AddView(rows, published, new Bitmod2024Schedule(), string.Empty, ReproductionKind.Exact);
        foreach (ISchedule view in inputs.Views)
        {
            AddView(rows, published, view, view.Name + "/", ReproductionKind.Predicted);
        }

        return rows;
    }

    /// <summary>All bars as one schedule sees them. Designs, formats and phases are the same for all.</summary>
    private void AddView(
        List<ReproductionRow> rows, ReferenceTable published, ISchedule schedule, string prefix, ReproductionKind kind)
    {
        foreach (BitmodTask task in BitmodTask.All)
        {
            BitmodResult[] baseline = Run(schedule, task, BitmodAccelerator.Fp16);
            foreach (BitmodAccelerator accelerator in BitmodAccelerator.All)
            {
                Bar[] bars = [.. Run(schedule, task, accelerator).Zip(baseline, Bar.Of)];
                for (int model = 0; model < bars.Length; model++)
                {
                    AddBar(task, accelerator, BitmodAccelerator.Models[model], bars[model]);
                }

                foreach ((string mean, Func<IEnumerable<double>, double> of) in Means)
                {
                    AddBar(task, accelerator, mean, new Bar(
                        of(bars.Select(bar => bar.Speedup)),
                        of(bars.Select(bar => bar.OnChip)),
                        of(bars.Select(bar => bar.Total))));
                }
            }
        }

        void AddBar(BitmodTask task, BitmodAccelerator accelerator, string model, in Bar bar)
        {
            int row = task.IsPublished
                ? published.Find(("task", task.Name), ("accelerator", accelerator.Name), ("model", model))
                : -1;
            string name = $"{prefix}{task.Name}/{accelerator.Name}/{model}";
            rows.Add(Row(name, "speedup_vs_fp16", bar.Speedup));
            rows.Add(Row(name, "onchip_energy_norm", bar.OnChip));
            rows.Add(Row(name, "total_energy_norm", bar.Total));

            ReproductionRow Row(string name, string quantity, double modelled) => new(
                name, quantity, "ratio", row < 0 ? null : published.Number(row, quantity), modelled, kind);
        }
    }

    private BitmodResult[] Run(ISchedule schedule, BitmodTask task, BitmodAccelerator accelerator) =>
    [
        .. BitmodAccelerator.Models.Select(model =>
        {
            BitmodResult prefill = Run(schedule, accelerator, model, BitmodPhases.Prefill);
            return task.Decode is { } decode ? prefill + Run(schedule, accelerator, model, decode) : prefill;
        }),
    ];

    private BitmodResult Run(ISchedule schedule, BitmodAccelerator accelerator, string model, Phase phase)
    {
        bool isPrefill = phase.Kind == PhaseKind.Prefill;
        PriceBook prices = inputs.Prices;
        Precision precision = accelerator.Precision(Revision, accelerator.Weights(Revision, isPrefill, model));
        return BitmodResult.Run(
            prices, schedule, accelerator.Design(prices.Technology, isPrefill, precision.Weights), precision,
            inputs.Model(model), phase);
    }

    /// <summary>One bar of each figure.</summary>
    private readonly record struct Bar(double Speedup, double OnChip, double Total)
    {
        public static Bar Of(BitmodResult result, BitmodResult baseline) => new(
            (double)baseline.Cycles / result.Cycles,
            result.OnChip.Value / baseline.Total.Value,
            result.Total.Value / baseline.Total.Value);
    }
}
