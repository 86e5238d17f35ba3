namespace Accel.HlsEmit.Verification;

/// <summary>How a tool ended.</summary>
/// <param name="ExitCode">Null where the tool is not there or ran too long.</param>
/// <param name="Output">Both of its outputs, line by line.</param>
/// <param name="IsMissing">Whether the tool is not installed.</param>
public sealed record ToolResult(int? ExitCode, string Output, bool IsMissing = false)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The end of what it said, short enough for a table.</summary>
    public string LastLines
    {
        get
        {
            const int Most = 12;
            string[] lines = Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return string.Join('\n', lines.TakeLast(Most));
        }
    }
}
