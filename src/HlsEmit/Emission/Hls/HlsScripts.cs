using System.Globalization;
using Accel.Arch.Designs;
using Accel.HlsEmit.Engines;

namespace Accel.HlsEmit.Emission.Hls;

/// <summary>Scripts that simulate, synthesize, package and link a kernel, and the program that runs it.</summary>
internal static class HlsScripts
{
    private const string Flags = "-Isrc -DAP_INT_MAX_W=4096 -ffp-contract=off";

    public static IEnumerable<EmittedFile> Of(HlsEmission emission)
    {
        bool isMemory = emission.Ports == KernelInterface.Memory;
        IReadOnlyList<StreamPort> operands = [.. emission.Engine.Inputs.Skip(1)];
        StreamPort[] ports = [.. operands, emission.Engine.Output];
        Dictionary<string, string> values = Values(emission.Top, emission.Request.Design, isMemory, [..
            emission.Vectors.Files(HlsEmission.BenchFolder).Select(file => Path.GetFileName(file.Path))
                .Where(name => name != "cycles.hex")]);
        foreach (EmittedFile file in Tools(values))
        {
            yield return file;
        }

        if (!isMemory)
        {
            yield break;
        }

        values["BANKS"] = string.Join('\n', ports.Select((port, i) => $"sp={emission.Top}_1.{port.Name}:{Bank(emission.Request.Design, i)}"));
        values["LAYOUTS"] = string.Join('\n', ports.Select(port => string.Create(CultureInfo.InvariantCulture,
            $"const layout {port.Name}_layout = {{{port.Bits / 8}, {KernelWriter.BeatBytes(port.Bits)}}};")));
        values["FILES"] = string.Join('\n', operands.Select(port =>
            $"    accel::vector_file {port.Name}_file(folder, \"{port.Name}.hex\");"));
        values["STREAM_COUNT"] = VerilogText.Number(ports.Length);
        values["INPUT_COUNT"] = VerilogText.Number(operands.Count);
        values["BUFFERS"] = string.Join('\n', operands.Select((port, i) => $"""
                    xrt::bo {port.Name} = filled(device, kernel, {VerilogText.Number(i)}, {port.Name}_file.image(
                        number(counts, {VerilogText.Number(4 * i)}), {port.Name}_layout.bytes, {port.Name}_layout.stride));
            """));
        values["BUFFER_NAMES"] = string.Join(", ", operands.Select(port => port.Name));
        yield return File("link.cfg", "link.cfg.in", values);
        yield return File("host/host.cpp", "host.cpp.in", values);
    }

    /// <summary>What the scripts of every kernel say.</summary>
    /// <param name="vectors">Files of the test bench that its program reads.</param>
    internal static Dictionary<string, string> Values(
        string top, Design design, bool isMemory, IReadOnlyList<string> vectors) => new(StringComparer.Ordinal)
    {
        ["TOP"] = top,
        ["PART"] = ToolScripts.PartOf(design),
        ["PERIOD"] = (1e9 / design.Clock.Value).ToString("0.000", CultureInfo.InvariantCulture),
        ["MEGAHERTZ"] = (design.Clock.Value / 1e6).ToString("0.###", CultureInfo.InvariantCulture),
        ["FLOW"] = isMemory ? "vitis" : "vivado",
        ["PACKAGE"] = isMemory ? "xo" : "ip_catalog",
        ["PACKAGE_SUFFIX"] = isMemory ? "xo" : "zip",
        ["CFLAGS"] = Flags,
        ["TB_FILES"] = string.Join('\n', vectors.Select(name => $"tb.file=tb/{name}")),
        ["TB_NAMES"] = string.Join('\n', vectors.Select(name => $"    {name}")),
        ["LINK_RULES"] = isMemory
            ? Template.Fill("Scripts/hls/link.mk.in", new Dictionary<string, string>()) : string.Empty,
    };

    /// <summary>Scripts that every kernel has.</summary>
    internal static IEnumerable<EmittedFile> Tools(Dictionary<string, string> values) =>
    [
        File("Makefile", "hls.mk.in", values), File("hls_config.cfg", "hls_config.cfg.in", values),
        File("run_hls.tcl", "run_hls.tcl.in", values),
    ];

    /// <summary>The memory of a bundle: a channel of HBM each, or one of the processor's ports, or a bank of DDR.</summary>
    internal static string Bank(Design design, int port)
    {
        string part = ToolScripts.PartOf(design);
        string bank = design.Dram.Type.StartsWith("hbm", StringComparison.Ordinal) ? "HBM"
            : part.StartsWith("xck", StringComparison.Ordinal) || part.StartsWith("xczu", StringComparison.Ordinal) ? "HP"
            : "DDR";
        return bank switch
        {
            // A Zynq's four high-performance ports lead to one memory.
            "HP" => "HP" + VerilogText.Number(port % 4),
            "DDR" => $"DDR[{VerilogText.Number(port % 2)}]",
            _ => $"HBM[{VerilogText.Number(port)}]",
        };
    }

    internal static EmittedFile File(string path, string template, Dictionary<string, string> values) =>
        new(path, Template.Fill("Scripts/hls/" + template, values));
}
