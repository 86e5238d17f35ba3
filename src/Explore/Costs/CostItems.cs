namespace Accel.Explore.Costs;

/// <summary>Every block whose price can be asked.</summary>
public static class CostItems
{
    public static IReadOnlyList<CostItem> All { get; } =
    [
        .. LogicItems.All,
        .. MemoryItems.All,
    ];
}
