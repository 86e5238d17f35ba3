using Accel.Arch.Drams;
using Accel.Sim.Memory;

namespace Accel.Explore.Costs;

/// <summary>What is asked of an off-chip memory.</summary>
/// <param name="Dram">The memory.</param>
/// <param name="Pattern">How it is accessed; a size of 0 is still to be filled in.</param>
internal sealed record DramQuery(DramDevice Dram, DramPattern Pattern)
{
    /// <summary>Sizes where none is given, in bytes.</summary>
    private const double UsualRun = 256;

    private const double UsualStride = 8192;

    private const double UsualBlock = 1024;

    public double? RunBytes { get; init; }

    public double? StrideBytes { get; init; }

    public double? BlockBytes { get; init; }

    /// <summary>What the accelerator asks for at a time; what the memory moves at a time when null.</summary>
    public double? RequestBytes { get; init; }

    public double WriteShare { get; init; }

    public int? Ranks { get; init; }

    public DramMapping? Mapping { get; init; }

    public DramBoundary Boundary { get; init; }

    /// <summary>The memory with what the query changes of it.</summary>
    public DramDevice Device =>
        Dram with { Ranks = Ranks ?? Dram.Ranks, Mapping = Mapping ?? Dram.Mapping };

    /// <summary>Bytes moved for each byte asked for: a request smaller than a burst wastes the rest.</summary>
    public double Waste => Pattern.Kind is DramPatternKind.Random or DramPatternKind.Stride
        && RequestBytes is { } bytes ? Math.Max(1, Dram.RequestBytes / bytes)
        : Pattern.Kind == DramPatternKind.Runs && Size(RunBytes, UsualRun) is var run
            ? Math.Ceiling(run / Dram.RequestBytes) * Dram.RequestBytes / run : 1;

    /// <summary>The pattern as the memory sees it.</summary>
    public DramPattern Seen => Pattern.Kind switch
    {
        DramPatternKind.Random when RequestBytes > Dram.RequestBytes => DramPattern.Runs(RequestBytes.Value),
        DramPatternKind.Runs => DramPattern.Runs(Size(RunBytes, UsualRun)),
        DramPatternKind.Stride => DramPattern.Stride(Size(StrideBytes, UsualStride)),
        DramPatternKind.Copy => DramPattern.Copy(Size(BlockBytes, UsualBlock)),
        _ => Pattern,
    }
    with { WriteShare = Pattern.Kind == DramPatternKind.Copy ? 0 : WriteShare };

    private double Size(double? named, double usual) => Pattern.Bytes > 0 ? Pattern.Bytes : named ?? usual;
}
