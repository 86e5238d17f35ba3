using Accel.Arch.Diagnostics;

namespace Accel.Arch.Workloads.Topologies;

/// <summary>Reads the topology files of SCALE-Sim, convolutions or matrix products, as a network.</summary>
/// <remarks>
/// <para>Convolutions: <c>name, input rows, input columns, filter rows, filter columns, channels, filters, stride</c>,
/// and a second stride where the row has one and the header names nothing else there. They have no padding, and a
/// window that hangs over the edge counts, its missing part being zero: rows = ceil((H - F + s) / s), as SCALE-Sim has
/// it. Products: <c>name, M, N, K</c>, in the header's order. Without a header a row of four cells is a product.</para>
/// <para>Blank rows, rows that begin with # or //, empty cells at the end, and columns with other names are passed
/// over; tabs may stand for commas. The layers form a chain: a topology does not say what reads what. Rows of one name
/// are numbered.</para>
/// <para>Source: the topology files of SCALE-Sim v2, and the shapes it ran of one of them (22f88b1).</para>
/// </remarks>
public static class TopologyCsv
{
    /// <summary>The most layers of a file.</summary>
    private const int MaximumLayers = 10_000;

    /// <summary>Reads a text; null, and diagnostics for every row that is wrong, when there are errors.</summary>
    public static Network? Read(string text, string file, DiagnosticBag diagnostics)
    {
        DiagnosticBag own = new();
        Network network = new()
        {
            Name = Path.GetFileNameWithoutExtension(file),
            Source = $"SCALE-Sim topology {Path.GetFileName(file)}",
            Operators = Chain(Rows(text, file, own)),
        };
        if (!own.HasErrors && network.WhyNot() is { } reason)
        {
            own.Error(DiagnosticCodes.DataFile, new SourceLocation(file), reason,
                network.Operators.Count == 0 ? "a row is: conv1,224,224,7,7,3,64,2" : null);
        }

        diagnostics.AddRange(own.Items);
        return own.HasErrors ? null : network;
    }

    private static List<GemmOperator> Rows(string text, string file, DiagnosticBag diagnostics)
    {
        List<GemmOperator> layers = [];
        TopologyColumns? columns = null;
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            TopologyRow row = new(lines[i], new SourceLocation(file, i + 1, 1), diagnostics);
            if (row.IsPassedOver)
            {
                continue;
            }

            if (columns is null)
            {
                columns = TopologyColumns.OfHeader(row.Cells);
                if (columns is not null)
                {
                    continue;
                }

                columns = TopologyColumns.Unnamed;
            }

            if (layers.Count == MaximumLayers)
            {
                diagnostics.Error(DiagnosticCodes.Limit, row.Where, $"more than {MaximumLayers} layers");
                break;
            }

            if (row.Read(columns) is { } layer)
            {
                layers.Add(layer);
            }
        }

        return layers;
    }

    private static List<PlannedOperator> Chain(List<GemmOperator> layers)
    {
        List<PlannedOperator> chain = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (GemmOperator layer in layers)
        {
            string name = layer.Name;
            for (int copy = 2; !names.Add(name); copy++)
            {
                name = $"{layer.Name} ({copy})";
            }

            chain.Add(new PlannedOperator(
                layer with { Name = name }, chain.Count == 0 ? [] : [chain[^1].Operator.Name]));
        }

        return chain;
    }
}
