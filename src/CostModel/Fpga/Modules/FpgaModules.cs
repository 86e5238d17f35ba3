using Accel.CostModel.BitSerial;
using Accel.CostModel.DspChain;
using Accel.CostModel.Estimates;
using Accel.CostModel.Systolic;
using Accel.CostModel.TableLookup;

namespace Accel.CostModel.Fpga.Modules;

/// <summary>What every module of the hardware library takes of an UltraScale+ FPGA, from its structure.</summary>
/// <remarks>
/// <para>
/// Keyed by the module's name and parameters. Nothing was fitted to a module: parts are priced as Yosys maps each of
/// them alone, and a recipe counts them. Modules are synthesized once and not optimized across, so that costs add up.
/// </para>
/// <para>
/// Exact: DSP slices, block and Ultra RAM. Flip-flops are counted. LUTs are right to
/// <see cref="Estimate.LutUncertainty"/>; no module is surer than <see cref="MapperNoise"/>, as Yosys breaks
/// ties by names and order of sources.
/// </para>
/// </remarks>
public static class FpgaModules
{
    /// <summary>What LUTs of one module vary by with names and the order of sources alone.</summary>
    public const double MapperNoise = 0.15;

    /// <summary>The rooms that have recipes: a family's modules are one line here.</summary>
    private static readonly (string Room, IReadOnlyDictionary<string, Action<Recipe>> Recipes)[] Rooms =
    [
        ("Shared", SharedModules.Recipes),
        ("BitSerial", BitSerialModules.Recipes), ("BitSerial", BitSerialArrayModules.Recipes),
        ("Systolic", SystolicModules.Recipes), ("Systolic", SystolicArrayModules.Recipes),
        ("TableLookup", TableLookupModules.Recipes), ("TableLookup", TableLookupEngineModules.Recipes),
        ("DspChain", DspChainModules.Recipes), ("DspChain", DspChainEngineModules.Recipes),
    ];

    private static readonly Dictionary<string, Action<Recipe>> Recipes =
        Rooms.SelectMany(room => room.Recipes).ToDictionary(StringComparer.Ordinal);

    /// <summary>Every module with a recipe, by name.</summary>
    public static IEnumerable<string> Names => Recipes.Keys.Order(StringComparer.Ordinal);

    /// <summary>
    /// The room that a module's recipe is in: <c>BitSerial</c>, or <c>Shared</c>; null where it has none.
    /// </summary>
    public static string? RoomOf(string module) => Array.Find(Rooms, room => room.Recipes.ContainsKey(module)).Room;

    /// <summary>A module's cost as the tree of what it is built of.</summary>
    /// <exception cref="NotPricedException">There is no recipe of that name.</exception>
    public static CostNode Of(string module, ModuleParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Dictionary<string, CostNode> known = new(StringComparer.Ordinal);
        return Build(module, parameters);

        CostNode Build(string name, ModuleParameters own)
        {
            string key = $"{name} {own}";
            if (known.TryGetValue(key, out CostNode? node))
            {
                return node;
            }

            if (!Recipes.TryGetValue(name, out Action<Recipe>? write))
            {
                throw new NotPricedException($"there is no recipe of a module '{name}'");
            }

            Recipe recipe = new(own, Build);
            write(recipe);
            return known[key] = NodeOf(name, recipe.Parts);
        }
    }

    private static CostNode NodeOf(string name, IReadOnlyList<CostNode> parts)
    {
        if (parts.Count == 0)
        {
            return CostNode.Leaf(name, 1, default(FabricPart).ToEstimate());
        }

        CostNode node = CostNode.Of(name, 1, parts);
        return node with
        {
            Each = node.Each with { LutUncertainty = Math.Max(node.Each.LutUncertainty, MapperNoise) },
        };
    }
}
