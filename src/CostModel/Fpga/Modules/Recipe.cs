using Accel.CostModel.Estimates;

namespace Accel.CostModel.Fpga.Modules;

/// <summary>What a module is built of, as its source says: parts, and instances of other modules.</summary>
/// <param name="parameters">The module's.</param>
/// <param name="module">What an instance costs.</param>
public sealed class Recipe(ModuleParameters parameters, Func<string, ModuleParameters, CostNode> module)
{
    private readonly List<CostNode> _parts = [];

    public int this[string name, int own] => parameters.Get(name, own);

    internal IReadOnlyList<CostNode> Parts => _parts;

    /// <summary>So many parts of a kind.</summary>
    public Recipe Add(string name, FabricPart part, long count = 1)
    {
        if (count > 0 && part.Taken != default)
        {
            _parts.Add(CostNode.Leaf(name, count, part.ToEstimate()));
        }

        return this;
    }

    /// <summary>So many instances of a module.</summary>
    public Recipe Module(string name, long count, params IEnumerable<(string Name, long Value)> values)
    {
        if (count > 0)
        {
            CostNode one = module(name, new ModuleParameters(
                values.Select(value => KeyValuePair.Create(value.Name, value.Value))));
            _parts.Add(one with { Count = count });
        }

        return this;
    }
}
