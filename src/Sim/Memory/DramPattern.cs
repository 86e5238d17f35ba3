namespace Accel.Sim.Memory;

/// <summary>How addresses follow one another.</summary>
public enum DramPatternKind
{
    /// <summary>One after the other, without end.</summary>
    Sequential,

    /// <summary>Single requests anywhere.</summary>
    Random,

    /// <summary>Runs of consecutive bytes, each anywhere.</summary>
    Runs,

    /// <summary>Single requests at equal distances.</summary>
    Stride,

    /// <summary>Blocks read and blocks written in turn, each of them sequential.</summary>
    Copy,
}

/// <summary>What a stream of requests looks like to the memory.</summary>
/// <param name="Bytes">Of a run, a stride or a block; not looked at in the other kinds.</param>
/// <param name="WriteShare">
/// Writes among the requests, 0 to 1; they are gathered by the controller. A copy's own half is not counted here.
/// </param>
public readonly record struct DramPattern(DramPatternKind Kind, double Bytes = 0, double WriteShare = 0)
{
    public static readonly DramPattern Sequential = new(DramPatternKind.Sequential);

    public static readonly DramPattern Random = new(DramPatternKind.Random);

    public static DramPattern Runs(double bytes) => new(DramPatternKind.Runs, bytes);

    public static DramPattern Stride(double bytes) => new(DramPatternKind.Stride, bytes);

    public static DramPattern Copy(double bytes) => new(DramPatternKind.Copy, bytes);

    /// <summary>Writes among all requests, a copy's included.</summary>
    public double Writes => Kind == DramPatternKind.Copy ? 0.5 : WriteShare;
}
