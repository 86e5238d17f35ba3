using Accel.CostModel.Fpga.Modules;
using static Accel.CostModel.Fpga.Modules.ArithmeticParts;
using static Accel.CostModel.Fpga.Modules.SelectionParts;
using static Accel.CostModel.Fpga.Modules.StorageParts;

namespace Accel.CostModel.Systolic;

/// <summary>Arrays, edges, accumulators and engines of systolic fabrics, as the hardware library has them.</summary>
internal static class SystolicArrayModules
{
    public static IReadOnlyDictionary<string, Action<Recipe>> Recipes { get; } = new Dictionary<string, Action<Recipe>>
    {
        ["array_os"] = ArrayOs,
        ["array_ws"] = ArrayWs,
        ["column_bank"] = ColumnBank,
        ["operand_edge"] = OperandEdge,
        ["output_banks"] = OutputBanks,
        ["output_lanes"] = module => module.Add("keep", LessThanConstant(16), module["COLS", 4]),
        ["row_register"] = SharedModules.StreamRegister,
        ["skew_tap"] = SkewTap,
        ["systolic_os_engine"] = OsEngine,
        ["systolic_ws_engine"] = WsEngine,
    };

    private static void SkewTap(Recipe module)
    {
        int bits = module["WIDTH", 8] * module["CYCLES", 3];
        module.Add("line", MuxRegister(bits)).Add("skip", Reduce(16) + Function(module["CYCLES", 3]));
    }

    private static void OperandEdge(Recipe module)
    {
        int lanes = module["LANES", 4], format = module["FORMAT", 0], lane = module["LANE_BITS", 8];
        int bits = module["BITS", 8], exp = module["EXP", 0];
        bool along = module["ALONG", 0] != 0, pairs = format >= 7;
        int places = pairs && along ? lanes / 2 : lanes;
        module.Add("beat", Register((places * lane) + 1L)).Add("control", Function());
        if (!pairs)
        {
            module.Module("edge_decoder", lanes,
                ("FORMAT", format), ("CODE_BITS", lane), ("EXP", exp), ("BITS", bits));
            return;
        }

        module.Module("ovp_decoder", places, ("KIND", format - 7), ("BITS", lane / 2), ("EXP_BITS", exp))
            .Add("choice", Mux(2, lanes * bits));
        if (!along)
        {
            module.Add("side", Register(1) + Function());
        }
    }

    private static void ArrayOs(Recipe module)
    {
        int rows = module["ROWS", 4], cols = module["COLS", 4];
        module.Add("state", Register(19) + Control(6))
            .Add("cycles left", Adder(17) + Mux(4, 17) + Decrement(17) + Decrement(17))
            .Add("extents", Reduce(17), 3);
        Skews(module, "skew_line", rows, module["A_BITS", 8]);
        Skews(module, "skew_line", cols, module["W_BITS", 8]);
        module.Add("valid", Register(1) + LessThanConstant(16), rows + cols - 2)
            .Module("pe_os", (long)rows * cols, SystolicModules.PeParameters(module));
    }

    private static void ArrayWs(Recipe module)
    {
        int rows = module["ROWS", 4], cols = module["COLS", 4];
        module.Add("state", Register(20) + Control(8))
            .Add("count", Adder(17) + Mux(4, 17) + Increment(17) + Decrement(17) + Decrement(17) + Equal(17))
            .Add("skip", Adder(16)).Add("extents", Reduce(17), 2);
        Skews(module, "skew_tap", rows, module["A_BITS", 8]);
        module.Add("valid", Register(1) + Reduce(16) + Function(), rows - 1).Add("ends", Reduce(16), cols)
            .Module("pe_ws", (long)rows * cols, SystolicModules.PeParameters(module));
    }

    private static void Skews(Recipe module, string line, int count, int bits)
    {
        for (int i = 1; i < count; i++)
        {
            module.Module(line, 1, ("WIDTH", bits), ("CYCLES", i));
        }
    }

    private static void ColumnBank(Recipe module)
    {
        int depth = module["DEPTH", 16], bits = module["ACC_BITS", 32];
        module.Add("sums", Ram(depth, bits), 2)
            .Module("sum_add", 1, ("KIND", module["KIND", 0]), ("TERM_BITS", bits), ("SUM_BITS", bits))
            .Add("first", Mux(2, bits)).Add("control", Function(2));
    }

    private static void OutputBanks(Recipe module)
    {
        int cols = module["COLS", 4], depth = module["DEPTH", 16], bits = module["ACC_BITS", 32];
        int slot = Math.Max(1, CeilLog2(depth)), vector = module["VECTOR_BITS", 5];
        module.Add("slots", Register((4L * slot) + (slot * (cols - 1L))) + (Increment(slot) * 3))
            .Add("next slot", Mux(4, slot) + Reduce(slot) + Reduce(slot) + Reduce(slot))
            .Add("counts", Register(3L * vector) + (Increment(vector) * 3) + (Decrement(vector) * 2))
            .Add("count", Equal(vector) + Mux(2, vector))
            .Add("up or down", Mux(2, 2 * vector)).Add("about", Ram(depth, 17)).Add("valid", Register(1))
            .Add("last column", Reduce(16), cols).Add("control", Control(10))
            .Module("column_bank", cols, ("DEPTH", depth), ("SLOT_BITS", slot), ("ACC_BITS", bits),
                ("KIND", module["KIND", 0]));
    }

    private static void OsEngine(Recipe module)
    {
        int rows = module["ROWS", 4], cols = module["COLS", 4], bits = module["ACC_BITS", 32], bytes = Ceil(bits, 8);
        module.Add("sizes", Register(193)).Add("next", Adder(32) + Mux(4, 32) + Mux(2, 16), 2)
            .Add("inner loop", Decrement(32) + Mux(4, 32) + Reduce(32))
            .Add("edges", LessThanConstant(32) + Mux(2, 16), 2).Add("ends", Equal(32), 2).Add("control", Control(8));
        Edge(module, rows, "A", along: false);
        Edge(module, cols, "W", along: false);
        module.Module("array_os", 1, [("ROWS", rows), ("COLS", cols), .. SystolicModules.PeParameters(module)])
            .Module("output_lanes", 1, ("COLS", cols), ("ACC_BITS", bits))
            .Module("row_register", 1, ("WIDTH", (9 * cols * bytes) + 1));
    }

    private static void WsEngine(Recipe module)
    {
        int rows = module["ROWS", 4], cols = module["COLS", 4], bits = module["ACC_BITS", 32], kind = module["PE", 0];
        int depth = module["DEPTH", 16], vector = CeilLog2(depth + 1);
        bool activationsStay = module["STAYS", 0] != 0;
        (string passes, string stays) = activationsStay ? ("W", "A") : ("A", "W");
        module.Add("sizes", Register(195L + (2 * vector))).Add("next", Adder(32) + Mux(4, 32) + Mux(2, 16), 3)
            .Add("edges", LessThanConstant(32) + Mux(2, 16), 2).Add("chunk", LessThanConstant(32) + Mux(2, vector))
            .Add("vectors", Mux(2, vector) + Decrement(vector) + Reduce(vector)).Add("ends", Equal(32), 2)
            .Add("completes", LessThanConstant(32)).Add("control", Control(12));
        Edge(module, rows, passes, along: true);
        Edge(module, cols, stays, along: false);
        module.Module("array_ws", 1, [("ROWS", rows), ("COLS", cols), .. Exchanged(module, activationsStay)])
            .Module("output_banks", 1, ("COLS", cols), ("DEPTH", depth), ("VECTOR_BITS", vector), ("ACC_BITS", bits),
                ("KIND", kind is 2 or 3 ? 2 : module["SATURATE", 0]))
            .Module("output_lanes", 1, ("COLS", cols), ("ACC_BITS", bits));
    }

    /// <summary>Of what passes and what stays, whichever that is.</summary>
    private static IEnumerable<(string Name, long Value)> Exchanged(Recipe module, bool exchange) =>
        SystolicModules.PeParameters(module).Select(parameter => !exchange ? parameter : parameter.Name[..2] switch
        {
            "A_" => (Name: $"W_{parameter.Name[2..]}", parameter.Value),
            "W_" => (Name: $"A_{parameter.Name[2..]}", parameter.Value),
            _ => parameter,
        });

    private static void Edge(Recipe module, int lanes, string operand, bool along) =>
        module.Module("operand_edge", 1, ("LANES", lanes), ("FORMAT", module[$"{operand}_FORMAT", 0]),
            ("LANE_BITS", module[$"{operand}_LANE", 8]), ("BITS", module[$"{operand}_BITS", 8]),
            ("EXP", module[$"{operand}_EXP", 0]), ("ALONG", along ? 1 : 0), ("BEAT", module[$"{operand}_BEAT", 32]));
}
