using System.Globalization;
using System.Text;

namespace Accel.HlsEmit.Emission;

/// <summary>Lines of Verilog that join modules: declarations and instances, nothing that computes.</summary>
internal sealed class VerilogText
{
    private readonly StringBuilder _text = new();

    public VerilogText Line(string line = "")
    {
        _text.Append(line).Append('\n');
        return this;
    }

    /// <summary>An instance with all its parameters and ports by name, one a line.</summary>
    public VerilogText Instance(string module, string name, IReadOnlyList<(string Name, string Value)> parameters,
        IReadOnlyList<(string Name, string Value)> ports)
    {
        if (parameters.Count == 0)
        {
            Line($"    {module} {name} (");
        }
        else
        {
            Line($"    {module} #(");
            Connections(parameters);
            Line($"    ) {name} (");
        }

        Connections(ports);
        return Line("    );");
    }

    /// <summary>A range of so many bits.</summary>
    public static string Range(int bits) => string.Create(CultureInfo.InvariantCulture, $"[{bits - 1}:0]");

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public override string ToString() => _text.ToString();

    private void Connections(IReadOnlyList<(string Name, string Value)> connections)
    {
        int width = connections.Max(connection => connection.Name.Length);
        for (int i = 0; i < connections.Count; i++)
        {
            (string name, string value) = connections[i];
            Line($"        .{name.PadRight(width)} ({value}){(i == connections.Count - 1 ? string.Empty : ",")}");
        }
    }
}
