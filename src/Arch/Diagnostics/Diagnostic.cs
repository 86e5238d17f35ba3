namespace Accel.Arch.Diagnostics;

/// <summary>One thing wrong with the user's input: what, where, and how to put it right.</summary>
/// <param name="Code">A stable code such as <c>ACC012</c>; the list is <see cref="DiagnosticCodes"/>.</param>
/// <param name="Where">The place in the user's source.</param>
/// <param name="Message">What is wrong, naming the value found.</param>
/// <param name="Hint">A suggestion, or null.</param>
public sealed record Diagnostic(
    string Code, Severity Severity, SourceLocation Where, string Message, string? Hint = null)
{
    /// <summary>The line the user sees: <c>file.yaml:12:5: error ACC012: message (hint)</c>.</summary>
    public override string ToString()
    {
        string severity = Severity == Severity.Error ? "error" : "warning";
        string hint = Hint is null ? string.Empty : $" ({Hint})";
        return $"{Where}: {severity} {Code}: {Message}{hint}";
    }
}
