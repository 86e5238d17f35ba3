using System.Globalization;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.Library;

namespace Accel.HlsEmit.Verification;

/// <summary>Synthesizes one module of the hardware library for UltraScale+ with Yosys.</summary>
public static class ModuleSynthesis
{
    /// <summary>The cells of a module, those of its instances among them.</summary>
    /// <param name="parameters">Those that are not the module's own.</param>
    /// <param name="folder">Where its sources are written to; it exists.</param>
    /// <returns>The cells, or what Yosys said where it did not end well.</returns>
    public static (CellCounts? Cells, string Output) Run(string module, IReadOnlyList<EngineParameter> parameters,
        string folder, ToolRunner tools, CancellationToken cancellation)
    {
        return Run(module, parameters, HardwareLibrary.Closure(module).Where(source => !source.IsModel)
            .Select(source => (source.FileName, source.Text)), folder, tools, cancellation);
    }

    /// <summary>The same of a module of other sources.</summary>
    public static (CellCounts? Cells, string Output) Run(string module, IReadOnlyList<EngineParameter> parameters,
        IEnumerable<(string FileName, string Text)> sources, string folder, ToolRunner tools,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(tools);
        List<string> files = [];
        foreach ((string name, string text) in sources)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
            files.Add(name);
        }

        string set = string.Concat(parameters.Select(parameter =>
            string.Create(CultureInfo.InvariantCulture, $" -set {parameter.Name} {parameter.Value}")));
        string chosen = set.Length == 0 ? string.Empty : $"chparam{set} {module}; ";
        ToolResult result = tools.Run(Synthesis.Yosys, folder,
            [
                "-q", "-p", $"read_verilog {string.Join(' ', files)}; {chosen}"
                    + $"synth_xilinx -family xcup -abc9 -top {module} -noiopad -noclkbuf; "
                    + "tee -a /dev/stdout stat -tech xilinx",
            ], cancellation);
        CellCounts cells = CellCounts.Parse(result.Output);
        return result.Succeeded && cells.Total > 0 ? (cells, result.Output) : (null, result.LastLines);
    }
}
