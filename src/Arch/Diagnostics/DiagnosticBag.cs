namespace Accel.Arch.Diagnostics;

/// <summary>Collects diagnostics so that all of a file's errors are shown together.</summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _items = [];

    public IReadOnlyList<Diagnostic> Items => _items;

    public bool HasErrors => _items.Exists(item => item.Severity == Severity.Error);

    public void Add(Diagnostic diagnostic) => _items.Add(diagnostic);

    public void AddRange(IEnumerable<Diagnostic> diagnostics) => _items.AddRange(diagnostics);

    public void Error(string code, SourceLocation where, string message, string? hint = null) =>
        _items.Add(new Diagnostic(code, Severity.Error, where, message, hint));

    public void Warning(string code, SourceLocation where, string message, string? hint = null) =>
        _items.Add(new Diagnostic(code, Severity.Warning, where, message, hint));
}
