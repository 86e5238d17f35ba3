using System.Globalization;
using Accel.Arch.Workloads;

namespace Accel.Explore.Reproductions.Ant;

/// <summary>A layer of a network, as many times as the network has it.</summary>
/// <param name="Bits">Bits of weights and activations.</param>
internal sealed record AntLayer(GemmOperator Operator, int Bits)
{
    /// <summary>Images, or sentences, in a batch.</summary>
    private const long Batch = 64;

    /// <summary>The networks of ANT's evaluation, in its order.</summary>
    public static readonly IReadOnlyList<string> Networks =
        ["vgg16", "resnet18", "resnet50", "inceptionv3", "vit", "mnli", "cola", "sst_2"];

    /// <summary>The blocks of the Oltron fork's language models.</summary>
    public static readonly IReadOnlyList<string> Blocks =
        ["llama7b", "llama13b", "llama30b", "llama65b", "opt6b", "opt13b", "opt30b", "opt66b"];

    /// <summary>The layers of a network with the bits that an accelerator gives them.</summary>
    public static IReadOnlyList<AntLayer> OfNetwork(string network, string precisionColumn)
    {
        ReferenceTable table = ReferenceTable.Load("ant_networks.csv");
        return
        [
            .. Enumerable.Range(0, table.Count)
                .Where(row => table.Text(row, "network") == network && table.Text(row, precisionColumn).Length > 0)
                .Select(row => new AntLayer(Read(table, row), (int)Count(table, row, precisionColumn))),
        ];
    }

    /// <summary>The products of a transformer block, all in 4 bits.</summary>
    public static IReadOnlyList<AntLayer> OfBlock(string network)
    {
        ReferenceTable table = ReferenceTable.Load("oltron_blocks.csv");
        return
        [
            .. Enumerable.Range(0, table.Count).Where(row => table.Text(row, "network") == network)
                .Select(row => new AntLayer(
                    Product(Count(table, row, "rows"), Count(table, row, "channels"), Count(table, row, "filters")),
                    4)),
        ];
    }

    private static GemmOperator Read(ReferenceTable table, int row)
    {
        (long channels, long filters) = (Count(table, row, "channels"), Count(table, row, "filters"));
        (long output, long stride) = (Count(table, row, "output"), Count(table, row, "stride"));
        (long height, long width) = (Count(table, row, "kernel_height"), Count(table, row, "kernel_width"));
        GemmOperator product = Product(Count(table, row, "rows"), channels, filters);
        if (output > 1)
        {
            // The image as it is after padding; the simulator sees nothing of it.
            var convolution = new Convolution(
                ((output - 1) * stride) + height, ((output - 1) * stride) + width, channels, height, width, filters,
                stride, stride);
            product = product with
            {
                Convolution = convolution, M = Batch * convolution.M, K = convolution.K,
            };
        }

        return product with { Layers = Count(table, row, "count") };
    }

    private static GemmOperator Product(long rows, long k, long n) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"{k} > {n}"), Role = OperatorRole.Linear, Layers = 1,
        M = Batch * rows, K = k, N = n,
    };

    private static long Count(ReferenceTable table, int row, string column) =>
        long.Parse(table.Text(row, column), CultureInfo.InvariantCulture);
}
