namespace Accel.Arch.Diagnostics;

/// <summary>Bad input that stops a command: carries every diagnostic found, never just the first.</summary>
public sealed class InputException : Exception
{
    public InputException(IReadOnlyList<Diagnostic> diagnostics)
        : base(string.Join('\n', diagnostics)) => Diagnostics = diagnostics;

    public InputException(string code, SourceLocation where, string message, string? hint = null)
        : this([new Diagnostic(code, Severity.Error, where, message, hint)])
    {
    }

    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
