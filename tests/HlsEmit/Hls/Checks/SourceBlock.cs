namespace Accel.Tests.HlsEmit.Hls.Checks;

/// <summary>What a pair of braces in C++ encloses.</summary>
internal enum BlockKind
{
    /// <summary>A class, namespace or the like.</summary>
    Scope,
    Function,
    Loop,
    Branch,
    Initializer,
    Other,
}

/// <summary>A pair of braces with what stands in front of it.</summary>
/// <param name="Header">The text in front, without comments, from <paramref name="Start"/> on.</param>
/// <param name="Start">Where the header begins, labels included.</param>
/// <param name="Open">Where the opening brace is.</param>
internal sealed record SourceBlock(BlockKind Kind, string Header, int Start, int Open, SourceBlock? Parent)
{
    /// <summary>Where the closing brace is.</summary>
    public int Close { get; set; } = int.MaxValue;

    public bool Contains(int index) => index > Open && index < Close;
}
