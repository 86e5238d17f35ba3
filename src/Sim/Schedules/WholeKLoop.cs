using Accel.Sim.Memory;

namespace Accel.Sim.Schedules;

/// <summary>The block loop of a plan that does not cut K.</summary>
internal static class WholeKLoop
{
    /// <param name="append">Ticks of the store of new keys or values, behind the last block.</param>
    public static BlockLoop Of<TTiming>(in TilePlan plan, in GemmCosts<TTiming> costs, long append)
        where TTiming : struct, IFabricTiming
    {
        long blocksM = (costs.M + plan.BlockM - 1) / plan.BlockM;
        long blocksN = (costs.N + plan.BlockN - 1) / plan.BlockN;
        long fullM = Math.Min(costs.M, plan.BlockM);
        long fullN = Math.Min(costs.N, plan.BlockN);
        long edgeM = costs.M - ((blocksM - 1) * plan.BlockM);
        long edgeN = costs.N - ((blocksN - 1) * plan.BlockN);
        BlockLoop.Pair weights = new(costs.Weights(fullN), costs.Weights(edgeN));
        BlockLoop.Pair activations = plan.InputIsOnChip ? default
            : new(costs.Activations(fullM), costs.Activations(edgeM));
        long corner = costs.Compute(edgeM, edgeN);
        long full = fullM == edgeM && fullN == edgeN ? corner : costs.Compute(fullM, fullN);
        long lowM = fullN == edgeN ? corner : costs.Compute(edgeM, fullN);
        long lowN = fullM == edgeM ? corner : costs.Compute(fullM, edgeN);
        bool stores = !plan.OutputStaysOnChip;
        long storeCorner = (stores ? costs.Outputs(edgeM, edgeN) : 0) + append;
        long store = stores ? costs.Outputs(fullM, fullN) : 0;
        long storeLowM = stores ? costs.Outputs(edgeM, fullN) : 0;
        long storeLowN = stores ? costs.Outputs(fullM, edgeN) : 0;
        return plan.WeightsOuter
            ? new BlockLoop
            {
                Outer = blocksN,
                Inner = blocksM,
                OuterLoad = weights,
                InnerLoad = activations,
                OuterStays = plan.OuterStays,
                InnerStays = plan.InnerStays,
                ComputeFullOuter = new(full, lowM),
                ComputeEdgeOuter = new(lowN, corner),
                StoreFullOuter = new(store, storeLowM),
                StoreEdgeOuter = new(storeLowN, storeCorner),
            }
            : new BlockLoop
            {
                Outer = blocksM,
                Inner = blocksN,
                OuterLoad = activations,
                InnerLoad = weights,
                OuterStays = plan.OuterStays,
                InnerStays = plan.InnerStays,
                ComputeFullOuter = new(full, lowN),
                ComputeEdgeOuter = new(lowM, corner),
                StoreFullOuter = new(store, storeLowN),
                StoreEdgeOuter = new(storeLowM, storeCorner),
            };
    }
}
