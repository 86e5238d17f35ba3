using System.Text.RegularExpressions;

namespace Accel.Tests.HlsEmit.Hls.Checks;

/// <summary>What can be said of a kernel's sources without running them; see docs/hls.md.</summary>
internal static partial class StaticRules
{
    private static readonly string[] Directives =
    [
        "AGGREGATE", "ALLOCATION", "ARRAY_PARTITION", "BIND_OP", "BIND_STORAGE", "DATAFLOW", "DEPENDENCE", "INLINE",
        "INTERFACE", "LATENCY", "LOOP_FLATTEN", "LOOP_TRIPCOUNT", "PIPELINE", "STABLE", "STREAM", "UNROLL",
    ];

    private static readonly string[] OnLoops = ["PIPELINE", "UNROLL", "LOOP_FLATTEN", "LOOP_TRIPCOUNT", "DEPENDENCE"];

    /// <summary>What each kind of memory can be made of.</summary>
    private static readonly Dictionary<string, string[]> Storage = new(StringComparer.Ordinal)
    {
        ["ram_1p"] = ["bram", "lutram", "uram"], ["ram_2p"] = ["bram", "lutram", "uram"],
        ["ram_s2p"] = ["bram", "lutram", "uram"], ["ram_1wnr"] = ["bram", "lutram", "uram"],
        ["ram_t2p"] = ["bram", "uram"], ["rom_1p"] = ["bram", "lutram"], ["rom_2p"] = ["bram", "lutram"],
        ["rom_np"] = ["bram", "lutram"], ["fifo"] = ["bram", "lutram", "uram", "srl", "memory"],
    };

    /// <summary>Every violation, with its place.</summary>
    public static IReadOnlyList<string> Violations(KernelSource source) =>
    [
        .. source.Pragmas.SelectMany(pragma => OfPragma(source, pragma)), .. OfArrays(source), .. OfFloats(source),
        .. DataflowRules.Violations(source),
    ];

    private static IEnumerable<string> OfPragma(KernelSource source, HlsPragma pragma)
    {
        string where = source.Where(pragma.Index);
        SourceBlock? block = source.BlockAt(pragma.Index);
        if (!Directives.Contains(pragma.Directive))
        {
            yield return $"{where}: {pragma.Directive} is no directive";
        }
        else if (block is null || source.FunctionAt(pragma.Index) is null)
        {
            yield return $"{where}: {pragma.Directive} outside of a function";
        }
        else if (OnLoops.Contains(pragma.Directive) && !source.IsEmpty(block.Open + 1, pragma.Index))
        {
            yield return $"{where}: {pragma.Directive} is not among the first lines of its block";
        }
        else if (pragma.Directive == "DEPENDENCE")
        {
            if (!source.PragmasOf(block).Any(other => other.Directive == "PIPELINE" && other.Line < pragma.Line))
            {
                yield return $"{where}: DEPENDENCE does not follow the PIPELINE of its loop";
            }

            // Versions of the tool differ in what they take where neither is said.
            if (!pragma.Says("true") && !pragma.Says("false"))
            {
                yield return $"{where}: DEPENDENCE says neither true nor false";
            }
        }
        else if (pragma.Directive is "ARRAY_PARTITION" or "BIND_STORAGE" && pragma.Variable is null)
        {
            yield return $"{where}: {pragma.Directive} of no variable";
        }
        else if (pragma.Directive == "ARRAY_PARTITION" && (pragma.Says("cyclic") || pragma.Says("block"))
            && pragma.Value("factor") is null)
        {
            yield return $"{where}: ARRAY_PARTITION without a factor";
        }
        else if (pragma.Directive == "BIND_STORAGE"
            && !(Storage.TryGetValue(pragma.Value("type") ?? string.Empty, out string[]? made)
                && made.Contains(pragma.Value("impl") ?? made[0])))
        {
            yield return $"{where}: there is no {pragma.Value("type")} of {pragma.Value("impl")}";
        }
    }

    /// <summary>An array in a function has its pragmas in the next lines: nobody decides instead.</summary>
    private static IEnumerable<string> OfArrays(KernelSource source)
    {
        foreach ((int index, string statement) in Statements(source))
        {
            Match match = ArrayDeclaration().Match(KernelSource.WithoutTemplates(statement).Trim());
            if (!match.Success || NoDeclaration().IsMatch(statement.TrimStart())
                || statement.Contains("hls::stream", StringComparison.Ordinal)
                || source.FunctionAt(index) is null || source.BlockAt(index)!.Kind == BlockKind.Scope)
            {
                continue;
            }

            string name = match.Groups[1].Value + match.Groups[2].Value;
            int line = source.LineOf(index + statement.Length) + 1;
            HlsPragma? below = source.Pragmas.FirstOrDefault(pragma => pragma.Line == line);
            if (below is null || below.Variable != name || below.Directive is not ("ARRAY_PARTITION" or "BIND_STORAGE"))
            {
                yield return $"{source.Where(index + statement.Length)}: no partition or storage below array '{name}'";
            }
        }
    }

    /// <summary>A floating-point addition takes some cycles: II = 1 cannot be where it waits for its own sum.</summary>
    private static IEnumerable<string> OfFloats(KernelSource source)
    {
        foreach (SourceBlock loop in source.Blocks.Where(block => block.Kind == BlockKind.Loop
            && source.PragmasOf(block).Any(pragma =>
                pragma.Directive == "PIPELINE" && pragma.Value("II") is null or "1")))
        {
            int begin = source.FunctionAt(loop.Open)?.Start ?? loop.Start;
            foreach (string name in FloatDeclaration().Matches(source.Code[begin..loop.Open])
                .Select(match => match.Groups[1].Value).Distinct())
            {
                string body = source.Code[loop.Open..loop.Close];
                Match sum = Regex.Match(body,
                    $@"\b{name}\s*(?:[-+*/]=|=(?!=)[^;]*\b{name}\b)");
                if (sum.Success)
                {
                    yield return $"{source.Where(loop.Open + sum.Index)}: '{name}' is a floating-point number that "
                        + "iterations at II = 1 hand on";
                }
            }
        }
    }

    /// <summary>What ends with a semicolon, from its first character on.</summary>
    private static IEnumerable<(int Index, string Text)> Statements(KernelSource source)
    {
        int start = 0;
        for (int i = 0; i < source.Code.Length; i++)
        {
            if (source.Code[i] is '{' or '}')
            {
                start = i + 1;
            }
            else if (source.Code[i] == ';')
            {
                yield return (start, source.Code[start..i]);
                start = i + 1;
            }
        }
    }

    [GeneratedRegex(@"^(?:[\w:]+\s+)+(?:(\w+)\s*(?:\[[^\]]*\]\s*)+(?:=[\s\S]*)?|(?<=::memory\s+)(\w+))$")]
    private static partial Regex ArrayDeclaration();

    [GeneratedRegex(@"^(?:return|delete|throw|typedef|using|goto|case|extern)\b")]
    private static partial Regex NoDeclaration();

    [GeneratedRegex(@"\b(?:float|double)\s+(\w+)\s*[;=]")]
    private static partial Regex FloatDeclaration();
}
