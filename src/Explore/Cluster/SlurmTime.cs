using System.Globalization;
using System.Text.RegularExpressions;

namespace Accel.Explore.Cluster;

/// <summary>A time limit in the notations of <c>sbatch --time</c>.</summary>
public static partial class SlurmTime
{
    public const string Notations =
        "minutes, minutes:seconds, hours:minutes:seconds, days-hours, days-hours:minutes or days-hours:minutes:seconds";

    /// <summary>Seconds between Slurm's warning and the time limit.</summary>
    public const int Warning = 60;

    /// <summary>
    /// The shortest limit that leaves a shard time to get on: the warning may come another minute early (sbatch(1)).
    /// </summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(3);

    /// <returns>Null when the text is none of the notations; <see cref="TimeSpan.MaxValue"/> for no limit.</returns>
    public static TimeSpan? Parse(string text)
    {
        if (text is "0" or "UNLIMITED" or "INFINITE")
        {
            return TimeSpan.MaxValue;
        }

        if (Days().Match(text) is { Success: true } long_)
        {
            return Span(long_, "d", 86_400) + Span(long_, "h", 3_600) + Span(long_, "m", 60) + Span(long_, "s", 1);
        }

        return Short().Match(text) is { Success: true } short_
            ? Span(short_, "h", 3_600) + Span(short_, "m", 60) + Span(short_, "s", 1)
            : null;
    }

    private static TimeSpan Span(Match match, string group, long seconds) =>
        match.Groups[group] is { Success: true } found
        ? TimeSpan.FromSeconds(int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) * seconds)
        : TimeSpan.Zero;

    [GeneratedRegex(@"^(?<d>\d{1,6})-(?<h>\d{1,6})(:(?<m>\d{1,6})(:(?<s>\d{1,6}))?)?$")]
    private static partial Regex Days();

    [GeneratedRegex(@"^((?<h>\d{1,6}):(?<m>\d{1,6}):(?<s>\d{1,6})|(?<m>\d{1,6})(:(?<s>\d{1,6}))?)$")]
    private static partial Regex Short();
}
