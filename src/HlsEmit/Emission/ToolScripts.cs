using System.Globalization;
using Accel.Arch.Designs;

namespace Accel.HlsEmit.Emission;

/// <summary>Scripts that lint, simulate and synthesize an emitted design.</summary>
internal static class ToolScripts
{
    /// <summary>Taken where the design is for no device; a large UltraScale+ part.</summary>
    private const string AnyPart = "xcu280-fsvh2892-2L-e";

    public static IEnumerable<EmittedFile> Of(VerilogEmission emission)
    {
        double nanoseconds = 1e9 / emission.Request.Design.Clock.Value;
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["TOP"] = emission.Top,
            ["BENCH"] = emission.Bench,
            ["RTL"] = Continued(emission.RtlSources),
            ["MODELS"] = Continued(emission.ModelSources),
            ["BOXES"] = Continued(emission.BlackBoxes),
            ["TB"] = Continued(emission.BenchSources),
            ["PART"] = PartOf(emission.Request.Design),
            ["SOURCES"] = string.Join('\n', emission.RtlSources.Select(source => $"    {source}")),
            ["PERIOD"] = nanoseconds.ToString("0.000", CultureInfo.InvariantCulture),
            ["CLOCK"] = string.Create(CultureInfo.InvariantCulture,
                $"{emission.Request.Design.Clock.Value / 1e6:0.###} MHz, as the design says."),
        };
        yield return new EmittedFile("Makefile", Template.Fill("Scripts/verilog.mk", values));
        yield return new EmittedFile("vivado/synth.tcl", Template.Fill("Scripts/vivado.tcl", values));
        yield return new EmittedFile($"vivado/{emission.Top}.xdc", Template.Fill("Scripts/vivado.xdc", values));
    }

    /// <summary>The part of a design's device, or a large one where the design is for no device.</summary>
    public static string PartOf(Design design) => TclWord(design.Technology.Device?.Part ?? AnyPart);

    private static string Continued(IEnumerable<string> sources) => string.Join(" \\\n    ", sources);

    /// <summary>A word that Tcl takes as it is: only letters, digits, dots and dashes of a part's name.</summary>
    /// <remarks>A device's file may say anything; what is no name of a part is left for the user to name.</remarks>
    private static string TclWord(string part) =>
        part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') ? part : AnyPart;
}
