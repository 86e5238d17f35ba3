using Accel.Sim.Memory;

namespace Accel.Sim.Schedules;

/// <summary>
/// The costs of one product's blocks, in ticks: fold intervals and sizes looked up once, then only multiplied.
/// </summary>
/// <remarks>
/// Blocks are whole folds but for the product's own edge, so that four fold intervals make every block's time.
/// </remarks>
internal readonly struct GemmCosts<TTiming>
    where TTiming : struct, IFabricTiming
{
    private readonly GemmOperands _operands;
    private readonly long _foldM;
    private readonly long _foldN;
    private readonly long _full;
    private readonly long _edgeN;
    private readonly long _edgeM;
    private readonly long _corner;
    private readonly long _channelBits;

    public GemmCosts(TTiming timing, in GemmOperands operands, DramRate rate, long m, long k, long n)
    {
        (_operands, M, K, N) = (operands, m, k, n);
        (_foldM, _foldN) = (timing.FoldM, timing.FoldN);
        FoldsM = m / _foldM;
        FoldsN = n / _foldN;
        EdgeM = m - (FoldsM * _foldM);
        EdgeN = n - (FoldsN * _foldN);
        long ticks = rate.TicksPerCycle;
        _full = FoldsM > 0 && FoldsN > 0 ? timing.FoldInterval(_foldM, k, _foldN) * ticks : 0;
        _edgeN = FoldsM > 0 && EdgeN > 0 ? timing.FoldInterval(_foldM, k, EdgeN) * ticks : 0;
        _edgeM = EdgeM > 0 && FoldsN > 0 ? timing.FoldInterval(EdgeM, k, _foldN) * ticks : 0;
        _corner = EdgeM > 0 && EdgeN > 0 ? timing.FoldInterval(EdgeM, k, EdgeN) * ticks : 0;
        _channelBits = operands.Weights(k, 1);
    }

    public long M { get; }

    public long K { get; }

    public long N { get; }

    /// <summary>Whole folds along M; the edge, if any, comes on top.</summary>
    public long FoldsM { get; }

    public long FoldsN { get; }

    private long EdgeM { get; }

    private long EdgeN { get; }

    public long ComputeTotal => Compute(FoldsM, EdgeM > 0, FoldsN, EdgeN > 0);

    /// <summary>The fabric's time of a block.</summary>
    public long Compute(long m, long n)
    {
        long foldsM = m / _foldM;
        long foldsN = n / _foldN;
        return Compute(foldsM, m > foldsM * _foldM, foldsN, n > foldsN * _foldN);
    }

    public long Weights(long n) =>
        (_operands.IsAffine ? n * _channelBits : _operands.Weights(K, n)) * DramRate.TicksPerBit;

    public long Activations(long m) => _operands.Activations(m, K) * DramRate.TicksPerBit;

    public long Outputs(long m, long n) => _operands.Outputs(m, n) * DramRate.TicksPerBit;

    private long Compute(long foldsM, bool hasEdgeM, long foldsN, bool hasEdgeN) =>
        (foldsM * foldsN * _full) + (hasEdgeN ? foldsM * _edgeN : 0)
            + (hasEdgeM ? (foldsN * _edgeM) + (hasEdgeN ? _corner : 0) : 0);
}
