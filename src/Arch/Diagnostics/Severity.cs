namespace Accel.Arch.Diagnostics;

/// <summary>How much a diagnostic matters: an error stops the command, a warning does not.</summary>
public enum Severity
{
    Warning,
    Error,
}
