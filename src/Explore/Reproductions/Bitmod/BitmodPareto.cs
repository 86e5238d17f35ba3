using System.Globalization;
using Accel.Arch.Workloads;
using Accel.Sim.BitSerial;

namespace Accel.Explore.Reproductions.Bitmod;

/// <summary>
/// The latency and on-chip energy of one decode step behind Fig. 9 (perplexity against energy-delay).
/// </summary>
/// <remarks>
/// Taken from the authors' working spreadsheet, which differs from the other figures: ANT's PE costs 0.613 pJ like
/// OliVe's, and 8-bit weights carry no group scale.
/// </remarks>
internal sealed class BitmodPareto(ReproductionInputs inputs) : IReproduction
{
    private const string SharedPePrice = "pe-fp16-int8";

    /// <inheritdoc/>
    public string Name => "bitmod-fig9";

    /// <inheritdoc/>
    public string Source =>
        "BitMoD (HPCA 2025), Fig. 9, from ppl_pareto.xlsx in yc2367/BitMoD: one decode step, on-chip energy";

    /// <inheritdoc/>
    public IReadOnlyList<ReproductionRow> Rows()
    {
        ReferenceTable published = ReferenceTable.Load("bitmod_fig9_pareto.csv");
        List<ReproductionRow> rows = [];
        for (int row = 0; row < published.Count; row++)
        {
            string accelerator = published.Text(row, "accelerator");
            string model = published.Text(row, "model");
            int bits = int.Parse(published.Text(row, "weight_bits"), CultureInfo.InvariantCulture);
            BitmodResult result = Run(accelerator, model, bits);
            string name = string.Create(CultureInfo.InvariantCulture, $"{accelerator}/{model}/{bits}-bit");
            rows.Add(new(name, "decode_step_cycles", "cycles", published.Number(row, "decode_step_cycles"),
                result.Cycles, ReproductionKind.Exact));
            rows.Add(new(name, "decode_step_energy_onchip_j", "J",
                published.Number(row, "decode_step_onchip_energy_uJ") * 1e-6,
                result.OnChip.Value, ReproductionKind.Exact));
        }

        return rows;
    }

    private BitmodResult Run(string name, string model, int bits)
    {
        (BitmodAccelerator accelerator, string weights, string? pePrice) = name switch
        {
            "BitMoD" => (BitmodAccelerator.Lossy, Weights(bits), null),
            "ANT" => (BitmodAccelerator.Ant, Integer(bits), SharedPePrice),
            "OliVe" => (BitmodAccelerator.Olive, Integer(bits), SharedPePrice),
            _ => throw new ArgumentException($"Fig. 9 has no accelerator '{name}'", nameof(name)),
        };
        Precision precision = accelerator.Precision(BitmodRevision.Paper2024, weights);
        return BitmodResult.Run(
            inputs.Prices, new Bitmod2024Schedule(),
            accelerator.Design(inputs.Prices.Technology, isPrefill: false, precision.Weights, pePrice),
            precision, inputs.Model(model), BitmodPhases.Step);
    }

    private static string Weights(int bits) => bits switch
    {
        3 => "fp3-er-ea/128",
        4 => "fp4-er-ea/128",
        8 => "int8",
        _ => Integer(bits) + "/128",
    };

    private static string Integer(int bits) => string.Create(CultureInfo.InvariantCulture, $"int{bits}");
}
