using System.Globalization;

namespace Accel.Arch.Diagnostics;

/// <summary>A place in a source text: file as the user named it, line and column counted from 1.</summary>
/// <remarks>Line 0 means the file as a whole.</remarks>
public readonly record struct SourceLocation(string File, int Line = 0, int Column = 0)
{
    public override string ToString() => Line == 0
        ? File
        : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
}
