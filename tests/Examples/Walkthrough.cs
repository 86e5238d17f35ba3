namespace Accel.Tests.Examples;

/// <summary>The commands of a README: its fenced <c>sh</c> blocks, line by line.</summary>
/// <remarks>
/// A block opened with <c>```sh exit=2</c> must end so. The lines of a <c>text</c> block that follows must be printed,
/// each as part of a line, by the last command before it; <c>...</c> stands for lines left out.
/// </remarks>
internal static class Walkthrough
{
    private const string Fence = "```";

    public static IReadOnlyList<Step> Parse(string text)
    {
        List<Step> steps = [];
        string? block = null;
        foreach (string line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                block = block is null ? line[Fence.Length..].Trim() : null;
            }
            else if (block == "text" && steps.Count > 0 && line != "...")
            {
                steps[^1].Printed.Add(line);
            }
            else if (block?.Split(' ') is ["sh", .. var options] && line.Length > 0 && !line.StartsWith('#'))
            {
                steps.Add(new Step(line, options is [var exit] ? int.Parse(exit["exit=".Length..]) : 0, []));
            }
        }

        return steps;
    }

    internal sealed record Step(string Command, int ExitCode, List<string> Printed);
}
