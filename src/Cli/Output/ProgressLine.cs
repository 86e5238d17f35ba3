using System.Globalization;
using Accel.Explore.Sweeps;

namespace Accel.Cli.Output;

/// <summary>
/// Shows how far a sweep is, on standard error: one line rewritten on a terminal, a line now and then elsewhere.
/// </summary>
internal sealed class ProgressLine : IProgress<SweepProgress>, IDisposable
{
    private const int BarWidth = 30;

    private static readonly TimeSpan LogPeriod = TimeSpan.FromSeconds(10);

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private DateTime _lastLog = DateTime.UtcNow;
    private bool _hasLine;

    public void Report(SweepProgress value)
    {
        string text = Text(value);
        if (_isTerminal)
        {
            int filled = value.Total == 0 ? BarWidth : (int)(BarWidth * value.Done / value.Total);
            Console.Error.Write($"\r[{new string('#', filled)}{new string('.', BarWidth - filled)}] {text}\e[K");
            _hasLine = true;
        }
        else if (value.Done == value.Total || DateTime.UtcNow - _lastLog > LogPeriod)
        {
            _lastLog = DateTime.UtcNow;
            Console.Error.WriteLine(text);
        }
    }

    public void Dispose()
    {
        if (_hasLine)
        {
            Console.Error.WriteLine();
        }
    }

    private static string Text(SweepProgress value)
    {
        string left = value.Remaining is { } time && value.Done < value.Total
            ? $", {time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s left" : string.Empty;
        return string.Create(CultureInfo.InvariantCulture,
            $"{value.Done:#,0} of {value.Total:#,0} points, {value.Feasible:#,0} feasible, "
            + $"{value.PointsPerSecond:#,0} points/s{left}");
    }
}
