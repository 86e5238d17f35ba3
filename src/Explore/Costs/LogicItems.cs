using Accel.Arch.Technologies;
using Accel.Arch.Yaml;
using Accel.CostModel.Estimates;
using Accel.CostModel.Fpga;

namespace Accel.Explore.Costs;

/// <summary>Arithmetic and what surrounds it.</summary>
internal static class LogicItems
{
    private const int MostBits = 1024;

    public static IReadOnlyList<CostItem> All { get; } =
    [
        new CostItem<int>("register", "Flip-flops with their clock.",
            new Schema<int>(() => 0).Value("bits", "Flip-flops.", Kinds.Whole(1, MostBits), (_, bits) => bits,
                isRequired: true),
            Register),
    ];

    private static CostNode Register(int bits, Technology place) => place.Device is null
        ? throw new NotPricedException($"{place.Name} does not price registers")
        : CostNode.Leaf("register", 1, FabricBlocks.Register(bits));
}
