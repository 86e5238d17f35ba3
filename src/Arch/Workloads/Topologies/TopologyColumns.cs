using System.Globalization;

namespace Accel.Arch.Workloads.Topologies;

/// <summary>Which cells of a topology's rows hold what.</summary>
/// <param name="Gemm">Cells of M, N and K where the header names them, else null.</param>
/// <param name="SecondStride">Whether a number in the ninth cell is a stride of its own, across.</param>
/// <param name="Sparsity">The cell of a sparsity, or -1.</param>
/// <param name="Batch">The cell of a batch, or -1.</param>
internal sealed record TopologyColumns((int M, int N, int K)? Gemm, bool SecondStride, int Sparsity, int Batch)
{
    /// <summary>Cells of a convolution with one stride: name, input, filter, channels, filters, stride.</summary>
    public const int Convolution = 8;

    /// <summary>Cells of a matrix product: name, M, N, K.</summary>
    public const int Product = 4;

    /// <summary>What a file without header has: rows tell themselves apart by how many cells they have.</summary>
    public static readonly TopologyColumns Unnamed = new(null, SecondStride: true, -1, -1);

    /// <summary>The columns of a header, or null when the row holds numbers and so is none.</summary>
    public static TopologyColumns? OfHeader(IReadOnlyList<string> cells)
    {
        if (cells.Skip(1).Any(cell => cell.Length > 0 && char.IsAsciiDigit(cell[0])))
        {
            return null;
        }

        string[] names = [.. cells.Select(cell => cell.ToLower(CultureInfo.InvariantCulture))];
        (int m, int n, int k) = (Array.IndexOf(names, "m"), Array.IndexOf(names, "n"), Array.IndexOf(names, "k"));
        bool isGemm = m > 0 && n > 0 && k > 0;
        return new TopologyColumns(
            isGemm ? (m, n, k) : null,
            names.Length <= Convolution || names[Convolution].Length == 0
                || names[Convolution].StartsWith("stride", StringComparison.Ordinal),
            Array.FindIndex(names, name => name.StartsWith("sparsity", StringComparison.Ordinal)),
            Array.FindIndex(names, name => name.StartsWith("batch", StringComparison.Ordinal)));
    }
}
