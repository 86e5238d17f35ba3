namespace Accel.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The run failed, or a check did not hold.</summary>
    public const int Failed = 1;

    /// <summary>Bad input; nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>Interrupted; results are kept.</summary>
    public const int Interrupted = 130;
}
