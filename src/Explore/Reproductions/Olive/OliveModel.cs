using System.Globalization;
using Accel.Arch.Workloads;
using Accel.Explore.Reproductions.Ant;

namespace Accel.Explore.Reproductions.Olive;

/// <summary>A model of OliVe's evaluation: its linear layers, on one batch.</summary>
internal sealed record OliveModel(string Name, IReadOnlyList<GemmOperator> Layers)
{
    private static readonly string[] Names =
        ["BERT-base", "BERT-large", "BART-base", "GPT2-XL", "BLOOM-7B1", "OPT-6.7B"];

    /// <summary>The six models.</summary>
    public static IReadOnlyList<OliveModel> All()
    {
        ReferenceTable table = ReferenceTable.Load("olive_models.csv");
        return
        [
            .. Names.Select(name => new OliveModel(name,
            [
                .. Enumerable.Range(0, table.Count).Where(row => table.Text(row, "model") == name)
                    .Select(row => Layer(table, row)),
            ])),
        ];
    }

    /// <summary>The layers with the same bits for all weights and activations.</summary>
    public IEnumerable<AntLayer> In(int bits) => Layers.Select(layer => new AntLayer(layer, bits));

    private static GemmOperator Layer(ReferenceTable table, int row)
    {
        (long k, long n) = (Count("channels"), Count("filters"));
        return new GemmOperator
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{k} > {n}"), Role = OperatorRole.Linear,
            Layers = Count("count"), M = Count("tokens") * Count("batch"), K = k, N = n,
        };

        long Count(string column) => long.Parse(table.Text(row, column), CultureInfo.InvariantCulture);
    }
}
