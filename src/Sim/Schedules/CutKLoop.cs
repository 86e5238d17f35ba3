using Accel.Sim.Memory;

namespace Accel.Sim.Schedules;

/// <summary>
/// The time and traffic of a plan that cuts K: a block of outputs stays, chunks of both operands stream past.
/// </summary>
/// <remarks>
/// Blocks of equal shape run as one double-buffered loop whose inner steps are chunks; the up to four shapes (full and
/// smaller edge along M and N) run one after the other. Weights are fetched once for each block along M, activations
/// once for each block along N.
/// </remarks>
internal readonly struct CutKLoop<TTiming>
    where TTiming : struct, IFabricTiming
{
    private readonly TilePlan _plan;
    private readonly GemmCosts<TTiming> _whole;
    private readonly GemmCosts<TTiming> _chunk;
    private readonly GemmCosts<TTiming> _last;
    private readonly long _chunks;

    /// <param name="whole">Costs with the whole K.</param>
    public CutKLoop(
        in TilePlan plan, TTiming timing, in GemmOperands operands, DramRate rate, in GemmCosts<TTiming> whole)
        : this(plan, whole, Chunk(plan.ChunkK, timing, operands, rate, whole),
            Last(plan.ChunkK, timing, operands, rate, whole))
    {
    }

    /// <param name="chunk">Costs of a chunk.</param>
    /// <param name="last">Costs of the last chunk.</param>
    public CutKLoop(
        in TilePlan plan, in GemmCosts<TTiming> whole, in GemmCosts<TTiming> chunk, in GemmCosts<TTiming> last)
    {
        (_plan, _whole, _chunk, _last) = (plan, whole, chunk, last);
        _chunks = (whole.K + plan.ChunkK - 1) / plan.ChunkK;
    }

    /// <summary>Costs of a chunk of so much K.</summary>
    public static GemmCosts<TTiming> Chunk(
        long size, TTiming timing, in GemmOperands operands, DramRate rate, in GemmCosts<TTiming> whole) =>
        new(timing, operands, rate, whole.M, Math.Min(size, whole.K), whole.N);

    /// <summary>Costs of the last chunk.</summary>
    public static GemmCosts<TTiming> Last(
        long size, TTiming timing, in GemmOperands operands, DramRate rate, in GemmCosts<TTiming> whole) =>
        new(timing, operands, rate, whole.M, whole.K - ((whole.K - 1) / size * size), whole.N);

    public long Chunks => _chunks;

    public long WeightTraffic => _whole.Weights(_whole.N) * BlocksM;

    public long ActivationTraffic
    {
        get
        {
            if (_plan.InputIsOnChip)
            {
                return 0;
            }

            // Block by block and chunk by chunk: a convolution's blocks read halos again, and its chunks round up.
            long edgeM = _whole.M - ((BlocksM - 1) * _plan.BlockM);
            long chunks = ((BlocksM - 1) * _chunk.Activations(_plan.BlockM)) + _chunk.Activations(edgeM);
            long last = ((BlocksM - 1) * _last.Activations(_plan.BlockM)) + _last.Activations(edgeM);
            return (((_chunks - 1) * chunks) + last) * BlocksN;
        }
    }

    public long StoreTraffic => _plan.OutputStaysOnChip ? 0 : _whole.Outputs(_whole.M, _whole.N);

    public long ComputeTotal => ((_chunks - 1) * _chunk.ComputeTotal) + _last.ComputeTotal;

    /// <summary>The time of one instance.</summary>
    public long Time
    {
        get
        {
            long edgeM = _whole.M - ((BlocksM - 1) * _plan.BlockM);
            long edgeN = _whole.N - ((BlocksN - 1) * _plan.BlockN);
            long edgesM = edgeM < _plan.BlockM ? 1 : 0;
            long edgesN = edgeN < _plan.BlockN ? 1 : 0;
            long fullM = BlocksM - edgesM;
            long fullN = BlocksN - edgesN;
            return Shape(_plan.BlockM, _plan.BlockN, fullM * fullN)
                + Shape(edgeM, _plan.BlockN, edgesM * fullN)
                + Shape(_plan.BlockM, edgeN, fullM * edgesN)
                + Shape(edgeM, edgeN, edgesM * edgesN);
        }
    }

    private long BlocksM => (_whole.M + _plan.BlockM - 1) / _plan.BlockM;

    private long BlocksN => (_whole.N + _plan.BlockN - 1) / _plan.BlockN;

    /// <summary>The time of so many blocks of one shape.</summary>
    private long Shape(long m, long n, long blocks)
    {
        if (blocks == 0)
        {
            return 0;
        }

        long store = _plan.OutputStaysOnChip ? 0 : _whole.Outputs(m, n);

        // The channels' own scales stand once, however K is cut: they come with the last chunk.
        long chunkWeights = _chunks == 1 ? 0 : (_whole.Weights(n) - _last.Weights(n)) / (_chunks - 1);
        long lastWeights = _whole.Weights(n) - ((_chunks - 1) * chunkWeights);
        long load = chunkWeights + (_plan.InputIsOnChip ? 0 : _chunk.Activations(m));
        long lastLoad = lastWeights + (_plan.InputIsOnChip ? 0 : _last.Activations(m));
        long compute = _chunk.Compute(m, n);
        long lastCompute = _last.Compute(m, n);

        if (_chunks == 1)
        {
            return lastLoad + store + (blocks == 1
                ? lastCompute
                : Math.Max(lastCompute, lastLoad) + ((blocks - 2) * Math.Max(lastCompute, lastLoad + store))
                    + Math.Max(lastCompute, store));
        }

        // A block's first chunk computes while the second loads and the block before is stored; its last one while the
        // next block's first chunk loads. This is the recurrence of BlockLoop, written out for equal blocks.
        long second = _chunks > 2 ? load : lastLoad;
        long middle = _chunks > 2 ? ((_chunks - 3) * Math.Max(compute, load)) + Math.Max(compute, lastLoad) : 0;
        return load + Math.Max(compute, second) + ((blocks - 1) * Math.Max(compute, second + store)) + (blocks * middle)
            + ((blocks - 1) * Math.Max(lastCompute, load)) + lastCompute + store;
    }
}
