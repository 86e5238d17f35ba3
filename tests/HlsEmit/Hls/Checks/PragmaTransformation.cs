using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Accel.Tests.HlsEmit.Hls.Checks;

/// <summary>Makes of a source's pragmas the objects of <c>port_check.h</c>; every line stays in its place.</summary>
internal static partial class PragmaTransformation
{
    public static string Apply(KernelSource source)
    {
        // A float of an array is one that can be watched.
        string[] lines =
            [.. source.Lines.Select(line => FloatArray().Replace(line, "accel_check::watched<float> $1["))];
        HashSet<(SourceBlock? Scope, string Variable)> known = [];
        SortedDictionary<int, string> insertions = [];
        foreach (HlsPragma pragma in source.Pragmas)
        {
            lines[pragma.Line] = Statement(source, pragma, known, insertions);
        }

        // Loops that begin on a line get their object in front of them, the last one first.
        foreach ((int index, string text) in insertions.Reverse())
        {
            int line = source.LineOf(index);
            lines[line] = lines[line].Insert(index - source.StartOf(line), text);
        }

        return string.Join('\n', lines);
    }

    /// <summary>The outermost of perfectly nested loops, through which the innermost one's pipeline goes.</summary>
    internal static SourceBlock Outermost(KernelSource source, SourceBlock loop)
    {
        while (loop.Parent is { Kind: BlockKind.Loop } outer && source.IsEmpty(outer.Open + 1, loop.Start)
            && source.IsEmpty(loop.Close + 1, outer.Close)
            && !source.PragmasOf(loop).Any(pragma => pragma.Directive == "LOOP_FLATTEN" && pragma.Says("off"))
            && !source.PragmasOf(outer).Any(pragma => pragma.Directive is "DATAFLOW" or "UNROLL"))
        {
            loop = outer;
        }

        return loop;
    }

    private static string Statement(KernelSource source, HlsPragma pragma,
        HashSet<(SourceBlock? Scope, string Variable)> known, SortedDictionary<int, string> insertions)
    {
        SourceBlock? block = source.BlockAt(pragma.Index);
        if (block is null)
        {
            return string.Empty;
        }

        string place = string.Create(CultureInfo.InvariantCulture, $"\"{source.Name}\", {pragma.Line + 1}");
        switch (pragma.Directive)
        {
            case "PIPELINE" when !pragma.Says("off"):
                string run;
                if (block.Kind == BlockKind.Loop)
                {
                    int start = Outermost(source, block).Start;
                    run = string.Create(CultureInfo.InvariantCulture, $"accel_run_{start}");
                    insertions[start] = $"accel_check::loop_run {run}; ";
                    return "accel_check::iteration "
                        + $"accel_iteration({place}, {pragma.Value("II") ?? "1"}, {run}, false);";
                }

                run = string.Create(CultureInfo.InvariantCulture, $"accel_run_{pragma.Index}");
                return $"static accel_check::loop_run {run}; "
                    + $"accel_check::iteration accel_iteration({place}, {pragma.Value("II") ?? "1"}, {run}, true);";
            case "DEPENDENCE" when !pragma.Says("intra") && !pragma.Says("WAR") && !pragma.Says("WAW"):
                string distance = pragma.Says("true") ? pragma.Value("distance") ?? "1" : "0";
                return $"accel_iteration.depends({Address(pragma.Variable)}, {distance});";
            case "ARRAY_PARTITION" when block.Kind == BlockKind.Function
                && Regex.IsMatch(block.Header, $@"\b{pragma.Variable}\s*\["):
                string complete = pragma.Says("complete") && pragma.Value("dim") == "0" ? "true" : "false";
                return $"accel_check::argument(\"{pragma.Variable}\", {pragma.Variable}, {complete}, {place});";
            case "ARRAY_PARTITION":
                string kind = pragma.Says("cyclic") ? "cyclic" : pragma.Says("block") ? "block" : "complete";
                return Declare(
                    $".partition(\"{kind}\", {pragma.Value("factor") ?? "1"}, {pragma.Value("dim") ?? "1"});");
            case "BIND_STORAGE" when !pragma.Says("fifo"):
                return Declare($".storage(\"{pragma.Value("type")}\", \"{pragma.Value("impl")}\", "
                    + $"{pragma.Value("latency") ?? "-1"});");
            default:
                return string.Empty;
        }

        string Declare(string call)
        {
            string variable = pragma.Variable ?? string.Empty;
            string name = "accel_array_" + NoName().Replace(variable, "_");
            string declaration = known.Add((block, variable))
                ? $"accel_check::array {name}(\"{variable}\", {variable}, {place}); " : string.Empty;
            return declaration + name + call;
        }
    }

    private static string Address(string? variable) => variable is null ? "nullptr" : $"(const void *)&{variable}[0]";

    private static int StartOf(KernelSource source, int line) => source.Lines.Take(line).Sum(one => one.Length + 1);

    private static int EndOf(KernelSource source, int line) => source.StartOf(line) + source.Lines[line].Length;

    [GeneratedRegex(@"\bfloat\s+(\w+)\s*\[")]
    private static partial Regex FloatArray();

    [GeneratedRegex(@"\W")]
    private static partial Regex NoName();
}
