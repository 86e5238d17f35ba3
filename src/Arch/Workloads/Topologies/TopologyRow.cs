using System.Globalization;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Workloads.Topologies;

/// <summary>One row of a topology and what is wrong with it.</summary>
internal sealed class TopologyRow
{
    private const long MaximumExtent = 1 << 16;
    private const long MaximumChannels = 1 << 20;
    private const long MaximumProduct = 1 << 24;

    private static readonly string[] ConvolutionNames =
    [
        "the name", "input rows", "input columns", "filter rows", "filter columns", "channels", "filters", "the stride",
        "the stride across",
    ];

    private readonly DiagnosticBag _diagnostics;
    private readonly List<string> _cells = [];
    private readonly List<int> _starts = [];

    public TopologyRow(string line, SourceLocation where, DiagnosticBag diagnostics)
    {
        (Where, _diagnostics) = (where, diagnostics);
        string text = line.TrimEnd('\r');
        char separator = text.Contains(',', StringComparison.Ordinal) ? ',' : '\t';
        for (int start = 0; start <= text.Length;)
        {
            int end = text.IndexOf(separator, start);
            end = end < 0 ? text.Length : end;
            string cell = text[start..end];
            _cells.Add(cell.Trim().Trim('\uFEFF'));
            _starts.Add(start + 1 + cell.Length - cell.TrimStart().Length);
            start = end + 1;
        }
    }

    public SourceLocation Where { get; }

    public IReadOnlyList<string> Cells => _cells;

    /// <summary>Whether the row is blank or a comment.</summary>
    public bool IsPassedOver => _cells[0].StartsWith('#') || _cells[0].StartsWith("//", StringComparison.Ordinal)
        || _cells.TrueForAll(cell => cell.Length == 0);

    /// <summary>The layer, or null when the row is wrong, which has been reported.</summary>
    public GemmOperator? Read(TopologyColumns columns)
    {
        // Cells at the end may be empty, as everywhere in SCALE-Sim's own files.
        int count = _cells.FindLastIndex(cell => cell.Length > 0) + 1;
        if (_cells[0].Length == 0)
        {
            return Refuse(0, "the layer has no name");
        }

        if (IsOther(columns.Sparsity, ratio => ratio.Split(':') is [var n, var m] && n != m))
        {
            return Refuse(columns.Sparsity, $"a sparsity of {Shown(columns.Sparsity)} is not modelled");
        }

        if (IsOther(columns.Batch, batch => batch != "1"))
        {
            return Refuse(columns.Batch,
                $"a batch of {Shown(columns.Batch)} belongs to the workload: batch in its file");
        }

        bool isUnnamedProduct = columns == TopologyColumns.Unnamed && count == TopologyColumns.Product;
        return columns.Gemm is { } at ? Product(at)
            : isUnnamedProduct ? Product((1, 2, 3))
            : Convolution(columns.SecondStride && count > TopologyColumns.Convolution
                && _cells[TopologyColumns.Convolution] is [>= '0' and <= '9', ..]);
    }

    private GemmOperator? Product((int M, int N, int K) at)
    {
        long? m = Number(at.M, "M", MaximumProduct);
        long? n = Number(at.N, "N", MaximumProduct);
        long? k = Number(at.K, "K", MaximumProduct);
        return m is null || n is null || k is null ? null : Layer(m.Value, k.Value, n.Value, null);
    }

    private GemmOperator? Convolution(bool hasSecondStride)
    {
        int last = TopologyColumns.Convolution - (hasSecondStride ? 0 : 1);
        long?[] values = new long?[ConvolutionNames.Length];
        for (int i = 1; i <= last; i++)
        {
            values[i] = Number(i, ConvolutionNames[i], i is 5 or 6 ? MaximumChannels : MaximumExtent);
        }

        if (Array.Exists(values[1..(last + 1)], value => value is null))
        {
            return null;
        }

        for (int side = 1; side <= 2; side++)
        {
            if (values[side + 2] > values[side])
            {
                return Refuse(side + 2, $"{ConvolutionNames[side + 2]} ({values[side + 2]}) exceed "
                    + $"{ConvolutionNames[side]} ({values[side]})");
            }
        }

        Convolution convolution = new(
            values[1]!.Value, values[2]!.Value, values[5]!.Value, values[3]!.Value, values[4]!.Value, values[6]!.Value,
            values[7]!.Value, (values[8] ?? values[7])!.Value, KeepsPartialWindow: true);
        return Layer(convolution.M, convolution.K, convolution.N, convolution);
    }

    private GemmOperator Layer(long m, long k, long n, Convolution? convolution) => new()
    {
        Name = _cells[0], Role = OperatorRole.Linear, Layers = 1, M = m, K = k, N = n, Convolution = convolution,
    };

    private long? Number(int cell, string what, long maximum)
    {
        string text = cell < _cells.Count ? _cells[cell] : string.Empty;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            && value >= 1 && value <= maximum)
        {
            return value;
        }

        Refuse(cell, $"{what} must be a whole number from 1 to {maximum}, got "
            + (text.Length == 0 ? "nothing" : Shown(cell)));
        return null;
    }

    private bool IsOther(int cell, Func<string, bool> differs) =>
        cell > 0 && cell < _cells.Count && _cells[cell].Length > 0 && differs(_cells[cell]);

    private GemmOperator? Refuse(int cell, string message)
    {
        int column = cell < _starts.Count ? _starts[cell] : _starts[^1];
        _diagnostics.Error(DiagnosticCodes.DataFile, Where with { Column = column }, message);
        return null;
    }

    /// <summary>A cell as a message shows it.</summary>
    private string Shown(int cell) => new Yaml.ScalarNode(_cells[cell], Where).Describe();
}
