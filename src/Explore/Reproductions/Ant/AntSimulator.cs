namespace Accel.Explore.Reproductions.Ant;

/// <summary>
/// All cases of ANT's simulator: six accelerators by eight networks; and of the Oltron fork, three by eight blocks of
/// language models.
/// </summary>
/// <remarks>
/// The tables at hand leave out two networks and two blocks; their cases print what is modelled. No case is a result of
/// OliVe: the row that the fork calls OliVe is ANT's array with another power.
/// </remarks>
internal sealed class AntSimulator(ReproductionInputs inputs) : IReproduction
{
    private const double JoulesPerNanojoule = 1e-9;

    /// <inheritdoc/>
    public string Name => "ant-2022";

    /// <inheritdoc/>
    public string Source =>
        "ANT (MICRO 2022), simulator clevercool/ANT-Quantization at bc84067, batch 64; language-model blocks: its fork "
        + "SuperVan-Young/ANT-Quantization (Oltron) at 1df335e, 64 x 2048 tokens";

    /// <inheritdoc/>
    public IReadOnlyList<ReproductionRow> Rows()
    {
        List<ReproductionRow> rows = [];
        ReferenceTable networks = ReferenceTable.Load("ant_sim_network_totals.csv");
        foreach (AntAccelerator accelerator in AntAccelerator.All)
        {
            foreach (string network in AntLayer.Networks)
            {
                Add(rows, networks, accelerator, network, AntLayer.OfNetwork(network, accelerator.PrecisionColumn));
            }
        }

        ReferenceTable blocks = ReferenceTable.Load("oltron_sim_totals.csv");
        foreach (AntAccelerator accelerator in AntAccelerator.Fork)
        {
            foreach (string block in AntLayer.Blocks)
            {
                Add(rows, blocks, accelerator, block, AntLayer.OfBlock(block));
            }
        }

        return rows;
    }

    private void Add(
        List<ReproductionRow> rows, ReferenceTable published, AntAccelerator accelerator, string network,
        IReadOnlyList<AntLayer> layers)
    {
        AntResult result = AntResult.Run(accelerator, inputs.Prices.Technology, layers);
        int row = published.Find(("accelerator", accelerator.Name), ("network", network));
        string name = $"{accelerator.Name}/{network}";
        rows.Add(new(name, "cycles", "cycles", Published("cycles"), result.Cycles, ReproductionKind.Exact));
        rows.Add(new(name, "energy_total_j", "J", Published("total_nJ") * JoulesPerNanojoule,
            result.Total.Value, ReproductionKind.Exact));

        double? Published(string column) => row < 0 ? null : published.Number(row, column);
    }
}
