using Accel.CostModel.Fpga.Modules;
using static Accel.CostModel.Fpga.Modules.ArithmeticParts;
using static Accel.CostModel.Fpga.Modules.SelectionParts;
using static Accel.CostModel.Fpga.Modules.StorageParts;

namespace Accel.CostModel.TableLookup;

/// <summary>The core and the engine of table-lookup fabrics, as the hardware library has them.</summary>
internal static class TableLookupEngineModules
{
    public static IReadOnlyDictionary<string, Action<Recipe>> Recipes { get; } = new Dictionary<string, Action<Recipe>>
    {
        ["lookup_core"] = Core,
        ["tablelookup_engine"] = Engine,
    };

    private static void Core(Recipe module)
    {
        int g = module["G", 3], t = module["T", 4], q = module["Q", 2], variant = module["VARIANT", 0];
        int depth = module["DEPTH", 64], m = module["MB", 16], k = module["KB", 16], interval = module["INTERVAL", 1];
        int sets = module["OVERLAP", 1] == 0 ? 1 : 2, tree = CeilLog2(variant == 2 ? t * g : t);
        int sum = 8 + tree + (variant == 2 ? 0 : CeilLog2(g)), n = CeilLog2((depth * q) + 2);
        int iteration = CeilLog2(Math.Max(depth, 2)), lookup = 1 + (variant == 1 ? 1 : 0) + tree;
        int wait = interval > 1 ? CeilLog2(interval) : 0;
        module.Add("tokens", Register(m) + Mux(2, m) + Decrement(m) + Reduce(m))
            .Add("steps", Register(2L * k) + Mux(4, k) + Decrement(k) + LessThanConstant(k))
            .Add("channels", Register(2L * n) + Mux(4, n) + Decrement(n) + LessThanConstant(n))
            .Add("iterations", Register(3L * iteration) + Increment(iteration) + Gate(iteration) + Equal(iteration))
            .Add("interval", Register(wait) + Function(wait)).Add("state", Register(10) + Control(16))
            .Add("lanes", LessThanConstant(n), q).Add("valid", Register(lookup));
        if (variant == 2)
        {
            module.Add("activations", Register((8L * t * g) + 1))
                .Module("select_reduce", 1, ("G", g), ("T", t), ("Q", q), ("SETS", sets));
        }
        else
        {
            module.Module("table_builder", t, ("G", g), ("HALF", variant))
                .Module("lookup_reduce", 1, ("G", g), ("T", t), ("Q", q), ("SETS", sets), ("HALF", variant));
        }

        module.Module("skew_line", 1, ("WIDTH", iteration + 2), ("CYCLES", lookup))
            .Module("skew_line", 1, ("WIDTH", q + 1), ("CYCLES", lookup + 2))
            .Module("accumulator_bank", 1, ("Q", q), ("W", sum), ("DEPTH", depth));
    }

    private static void Engine(Recipe module)
    {
        int g = module["G", 3], t = module["T", 4], q = module["Q", 4], variant = module["VARIANT", 0];
        int depth = module["DEPTH", 16], words = module["WORDS", 64], v = module["V", 3];
        int width = t * TableLookupModules.IndexBits(g), word = CeilLog2(Math.Max(words, 2));
        int lookup = 4 + (variant == 1 ? 1 : 0) + CeilLog2(variant == 2 ? t * g : t);
        module.Module("weight_loader", 1,
                ("G", g), ("T", t), ("Q", q), ("V", v), ("WORDS", words), ("DEPTH", depth))
            .Module("weight_buffer", 1,
                ("WIDTH", width), ("Q", q), ("V", v), ("WORDS", words), ("HALVES", module["HALVES", 1]))
            .Module("stream_register", 1, ("WIDTH", 8 * t * g))
            .Module("lookup_core", 1, ("G", g), ("T", t), ("Q", q), ("VARIANT", variant),
                ("OVERLAP", module["OVERLAP", 1]), ("INTERVAL", module["INTERVAL", 1]), ("DEPTH", depth), ("MB", 32),
                ("KB", CeilLog2((words * t * g) + 2)))
            .Module("sum_fifo", 1, ("WIDTH", (33 * q) + 1), ("PLACES", 1 << CeilLog2(lookup + 1)))
            .Add("halves", Register(word + 2L)).Add("beats", Function(Ceil(q, v))).Add("control", Control(4));
    }
}
