namespace Accel.Arch.Diagnostics;

/// <summary>The stable codes of diagnostics, one for each kind of mistake. Never renumber; add at the end.</summary>
public static class DiagnosticCodes
{
    /// <summary>The text is not YAML, or uses YAML that Accel refuses (tags, several documents).</summary>
    public const string Syntax = "ACC001";

    /// <summary>The file is missing, unreadable or outside the places Accel may read.</summary>
    public const string File = "ACC002";

    /// <summary>The file is too large, nested too deeply, or its aliases expand too far.</summary>
    public const string Limit = "ACC003";

    /// <summary>The same key stands twice in one mapping.</summary>
    public const string DuplicateKey = "ACC004";

    /// <summary>A key that this place does not have.</summary>
    public const string UnknownKey = "ACC005";

    /// <summary>A key that this place needs is missing.</summary>
    public const string MissingKey = "ACC006";

    /// <summary>A value of the wrong type: a list where a number is due, a word where a number is due.</summary>
    public const string WrongType = "ACC007";

    /// <summary>A bare number where a unit is due, or a unit of the wrong kind.</summary>
    public const string Unit = "ACC008";

    /// <summary>A name that nothing has: format, model, technology, schedule, kind.</summary>
    public const string UnknownName = "ACC009";

    /// <summary>A value outside its range.</summary>
    public const string Range = "ACC010";

    /// <summary>A document of another kind than the command needs.</summary>
    public const string WrongKind = "ACC011";

    /// <summary>Values that are possible alone but not together.</summary>
    public const string Inconsistent = "ACC012";

    /// <summary>The design cannot compute what the workload asks for.</summary>
    public const string Unsupported = "ACC013";

    /// <summary>A chain of <c>extends</c> that returns to itself.</summary>
    public const string ExtendsCycle = "ACC014";

    /// <summary>A path of <c>--set</c> or of a sweep axis that leads nowhere.</summary>
    public const string UnknownPath = "ACC015";

    /// <summary>An argument of the command line that cannot be used.</summary>
    public const string Argument = "ACC016";

    /// <summary>A result store that is missing, damaged, of another version, or of another sweep.</summary>
    public const string Store = "ACC017";

    /// <summary>A data file (CSV, JSON) that cannot be read as what it should be.</summary>
    public const string DataFile = "ACC018";

    /// <summary>A scheduler that is missing or refuses, or jobs that still run.</summary>
    public const string Cluster = "ACC019";
}
