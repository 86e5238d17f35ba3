using System.Globalization;

namespace Accel.HlsEmit.Verification;

/// <summary>What a test bench said: its one verdict, and the cycles of each product in each run without pauses.</summary>
/// <param name="Passed">Outputs checked; null where it did not pass.</param>
/// <param name="Cycles">Of each product in the order of the vectors: all that were measured.</param>
/// <param name="Failure">The first that was wrong; null where it passed.</param>
public sealed record Verdict(long? Passed, IReadOnlyDictionary<int, IReadOnlyList<long>> Cycles, string? Failure)
{
    private const string Pass = "PASS ", Fail = "FAIL", Time = "CYCLES ", First = "outputs: ";

    public static Verdict Of(ToolResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string[] lines = [.. result.Output.Split('\n').Select(line => line.Trim())];
        string[] verdicts = [.. lines.Where(line => line.StartsWith(Pass, StringComparison.Ordinal)
            || line.StartsWith(Fail, StringComparison.Ordinal))];
        Dictionary<int, IReadOnlyList<long>> cycles = lines
            .Where(line => line.StartsWith(Time, StringComparison.Ordinal))
            .Select(line => line.Split(' '))
            .GroupBy(words => int.Parse(words[1], CultureInfo.InvariantCulture))
            .ToDictionary(product => product.Key, IReadOnlyList<long> (product) =>
                [.. product.Select(words => long.Parse(words[2], CultureInfo.InvariantCulture))]);
        return verdicts is [var one] && one.StartsWith(Pass, StringComparison.Ordinal)
            ? new Verdict(long.Parse(one.AsSpan(Pass.Length), CultureInfo.InvariantCulture), cycles, null)
            : new Verdict(null, cycles, Describe(result, lines, verdicts));
    }

    private static string Describe(ToolResult result, string[] lines, string[] verdicts) =>
        verdicts.Length == 0
            ? $"no verdict\n{result.LastLines}"
            : string.Join('\n',
                lines.Where(line => line.StartsWith(First, StringComparison.Ordinal)).Take(3).Concat(verdicts));
}
