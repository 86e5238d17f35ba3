using Accel.Arch.Workloads;
using Accel.Sim.Schedules;

namespace Accel.Explore.Reproductions.Bitmod;

/// <summary>All cases of one revision of the BitMoD simulator: five accelerators, two stages, six models.</summary>
internal sealed class BitmodSimulator(ReproductionInputs inputs, BitmodRevision revision, ISchedule schedule)
    : IReproduction
{
    private const double JoulesPerMicrojoule = 1e-6;

    /// <inheritdoc/>
    public string Name => schedule.Name;

    /// <inheritdoc/>
    public string Source => revision == BitmodRevision.Paper2024
        ? "BitMoD (HPCA 2025), artifact abdelfattah-lab/BitMoD-HPCA-25 at 58d7bdb: one pass over 256 tokens of context"
        : "BitMoD (HPCA 2025), artifact abdelfattah-lab/BitMoD-HPCA-25 at e445a5f: one pass over 256 tokens of context";

    private string Version => revision == BitmodRevision.Paper2024 ? "paper-58d7bdb" : "rev-e445a5f";

    /// <inheritdoc/>
    public IReadOnlyList<ReproductionRow> Rows()
    {
        ReferenceTable published = ReferenceTable.Load("bitmod_sim_cases.csv");
        List<ReproductionRow> rows = [];
        foreach (BitmodAccelerator accelerator in BitmodAccelerator.All)
        {
            foreach (string stage in (string[])["prefill", "generation"])
            {
                foreach (string model in BitmodAccelerator.Models)
                {
                    int row = published.Find(
                        ("sim_version", Version),
                        ("accelerator", accelerator.Name),
                        ("stage", stage),
                        ("model", model));
                    Add(rows, $"{accelerator.Name}/{stage}/{model}", Run(accelerator, stage == "prefill", model),
                        column => row < 0 ? null : published.Number(row, column));
                }
            }
        }

        return rows;
    }

    private BitmodResult Run(BitmodAccelerator accelerator, bool isPrefill, string model)
    {
        Precision precision = accelerator.Precision(revision, accelerator.Weights(revision, isPrefill, model));
        Phase phase = isPrefill ? BitmodPhases.Prefill : BitmodPhases.Step;
        return BitmodResult.Run(
            inputs.Prices, schedule, accelerator.Design(inputs.Prices.Technology, isPrefill, precision.Weights),
            precision, inputs.Model(model), phase);
    }

    private static void Add(
        List<ReproductionRow> rows, string name, in BitmodResult result, Func<string, double?> published)
    {
        rows.Add(new(name, "total_cycles", "cycles", published("total_cycles"), result.Cycles, ReproductionKind.Exact));
        rows.Add(new(name, "energy_onchip_j", "J", published("energy_onchip_uJ") * JoulesPerMicrojoule,
            result.OnChip.Value, ReproductionKind.Exact));
        rows.Add(new(name, "energy_total_j", "J", published("energy_total_uJ") * JoulesPerMicrojoule,
            result.Total.Value, ReproductionKind.Exact));
    }
}
