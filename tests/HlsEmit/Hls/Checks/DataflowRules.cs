using System.Text.RegularExpressions;

namespace Accel.Tests.HlsEmit.Hls.Checks;

/// <summary>DATAFLOW regions in canonical form, each channel from one process to a later one.</summary>
internal static partial class DataflowRules
{
    public static IEnumerable<string> Violations(KernelSource source)
    {
        foreach (HlsPragma pragma in source.Pragmas.Where(pragma => pragma.Directive == "DATAFLOW"))
        {
            if (source.BlockAt(pragma.Index) is { Kind: BlockKind.Function or BlockKind.Loop } region)
            {
                foreach (string violation in OfRegion(source, pragma, region))
                {
                    yield return $"{source.Where(pragma.Index)}: DATAFLOW {violation}";
                }
            }
            else
            {
                yield return $"{source.Where(pragma.Index)}: DATAFLOW in no function and no loop";
            }
        }
    }

    private static IEnumerable<string> OfRegion(KernelSource source, HlsPragma pragma, SourceBlock region)
    {
        if (!source.IsEmpty(region.Open + 1, pragma.Index))
        {
            yield return "does not begin its region";
        }

        foreach (SourceBlock inner in source.Blocks.Where(block => block.Parent == region))
        {
            yield return
                $"has a block in line {source.LineOf(inner.Open) + 1}: only declarations and calls may be in it";
        }

        SourceBlock? function = source.FunctionAt(pragma.Index);
        if (region.Kind == BlockKind.Loop && !IsCanonicalLoop(source, region, function))
        {
            yield return "stands in a loop that is not all of its function, or does not count from 0 to an argument";
        }

        List<string> channels = [], calls = [];
        foreach (string statement in source.Code[(region.Open + 1)..region.Close].Split(';')
            .Select(text => KernelSource.WithoutTemplates(text).Replace(" template ", " ", StringComparison.Ordinal)
                .Replace("::template ", "::", StringComparison.Ordinal).Trim())
            .Where(text => text.Length > 0))
        {
            if (Call().Match(statement) is { Success: true } call)
            {
                calls.Add(call.Groups[1].Value);
                foreach (string argument in call.Groups[1].Value.Split(',').Select(text => text.Trim())
                    .Where(argument => !Name().IsMatch(argument)))
                {
                    yield return $"computes an argument: {argument}";
                }
            }
            else if (Declaration().Match(statement) is { Success: true } declaration)
            {
                if (!statement.StartsWith("typedef", StringComparison.Ordinal))
                {
                    channels.Add(declaration.Groups[1].Value);
                }

                if (statement.StartsWith("static", StringComparison.Ordinal))
                {
                    yield return $"has a static channel: {statement}";
                }
            }
            else
            {
                yield return $"is more than declarations and calls: {statement}";
            }
        }

        foreach (string channel in channels)
        {
            int uses = calls.Count(call => Mentions(call, channel));
            if (uses != 2)
            {
                yield return $"has channel '{channel}' in {uses} calls: one writes it and a later one reads it";
            }
        }

        foreach (string argument in function is null ? [] : Channels(function.Header))
        {
            int uses = calls.Count(call => Mentions(call, argument));
            if (uses > 1)
            {
                yield return $"has argument '{argument}' in {uses} calls: one may use it";
            }
        }
    }

    private static bool IsCanonicalLoop(KernelSource source, SourceBlock loop, SourceBlock? function)
    {
        Match header = CountingLoop().Match(loop.Header);
        return header.Success && loop.Parent == function && function is not null
            && source.IsEmpty(function.Open + 1, loop.Start) && source.IsEmpty(loop.Close + 1, function.Close)
            && (char.IsDigit(header.Groups[2].Value[0]) || char.IsUpper(header.Groups[2].Value[0])
                || Regex.IsMatch(function.Header, $@"\b{header.Groups[2].Value}\s*[,)]"));
    }

    /// <summary>The arguments of a function that are no numbers: streams, arrays, pointers.</summary>
    private static IEnumerable<string> Channels(string header)
    {
        string words = KernelSource.WithoutTemplates(header);
        int open = words.IndexOf('(', StringComparison.Ordinal);
        return open < 0 ? [] : words[(open + 1)..].TrimEnd().TrimEnd(')').Split(',')
            .Where(argument => argument.Contains('&') || argument.Contains('*') || argument.Contains('[')
                || argument.Contains("::memory", StringComparison.Ordinal))
            .Select(argument => ArgumentName().Match(argument).Groups[1].Value);
    }

    private static bool Mentions(string call, string name) => Regex.IsMatch(call, $@"\b{name}\b");

    [GeneratedRegex(@"^[\w:]+\s*\(([\s\S]*)\)$")]
    private static partial Regex Call();

    [GeneratedRegex(@"^(?:[\w:]+\s+)+(\w+)\s*(?:\([^()]*\)|(?:\[[^\]]*\]\s*)+)?$")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^(?:|-?\w+(?:::\w+)*)$")]
    private static partial Regex Name();

    [GeneratedRegex(@"(\w+)\s*(?:\[[^\]]*\]\s*)*$")]
    private static partial Regex ArgumentName();

    [GeneratedRegex(@"for\s*\(\s*\w+\s+(\w+)\s*=\s*0\s*;\s*\1\s*<\s*(\w+)\s*;\s*(?:\+\+\s*\1|\1\s*\+\+)\s*\)\s*$")]
    private static partial Regex CountingLoop();
}
