using Accel.Arch.Technologies;
using Accel.Arch.Yaml;
using Accel.CostModel.Estimates;

namespace Accel.Explore.Costs;

/// <summary>A block whose price can be asked by name and parameters: <c>sram bytes=65536 width=64</c>.</summary>
public abstract class CostItem(string name, string summary)
{
    public string Name => name;

    public string Summary => summary;

    /// <summary>The parameters that it has.</summary>
    public abstract IEnumerable<string> Keys { get; }

    /// <summary>Whether it costs the same in every process: off-chip memory.</summary>
    public bool NeedsNoPlace { get; init; }

    /// <summary>The price; null, and diagnostics, where the parameters are wrong.</summary>
    /// <param name="place">A process node, or a device; none where the item needs none.</param>
    /// <exception cref="NotPricedException">The place does not price it.</exception>
    public abstract CostNode? Price(MapNode parameters, Technology place, BindContext context);
}

/// <inheritdoc/>
/// <param name="price">The tree of a block at a place.</param>
public sealed class CostItem<T>(string name, string summary, Schema<T> schema, Func<T, Technology, CostNode> price)
    : CostItem(name, summary)
{
    public override IEnumerable<string> Keys => schema.Keys;

    public override CostNode? Price(MapNode parameters, Technology place, BindContext context)
    {
        int before = context.Diagnostics.Items.Count;
        T block = schema.Read(schema.Blank(), parameters, Name, context);
        return context.Diagnostics.Items.Count > before ? null : price(block, place);
    }
}
