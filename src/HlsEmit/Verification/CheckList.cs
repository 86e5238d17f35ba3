namespace Accel.HlsEmit.Verification;

/// <summary>Checks so far; one whose tool is missing fails, or is passed over.</summary>
internal sealed class CheckList(HashSet<string> missing, bool allowMissing, IProgress<string> progress)
{
    private readonly List<Check> _checks = [];
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    public IReadOnlyList<Check> Checks => _checks;

    public IReadOnlyList<string> Missing => [.. _missing];

    public void One(string name, string tool, Func<Check> check) => Many(name, tool, () => [check()]);

    public void Many(string name, string tool, Func<IReadOnlyList<Check>> checks)
    {
        if (!missing.Contains(tool))
        {
            progress.Report($"{name} ({tool})");
            _checks.AddRange(checks());
        }
        else if (allowMissing)
        {
            _missing.Add(tool);
        }
        else
        {
            _checks.Add(new Check(name, tool, false, null, null, $"{tool} is not installed"));
        }
    }
}
