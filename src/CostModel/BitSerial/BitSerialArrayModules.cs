using Accel.CostModel.Fpga.Modules;
using static Accel.CostModel.Fpga.Modules.ArithmeticParts;
using static Accel.CostModel.Fpga.Modules.SelectionParts;
using static Accel.CostModel.Fpga.Modules.StorageParts;

namespace Accel.CostModel.BitSerial;

/// <summary>Tiles, arrays and the engine of bit-serial fabrics, as the hardware library has them.</summary>
internal static class BitSerialArrayModules
{
    public static IReadOnlyDictionary<string, Action<Recipe>> Recipes { get; } = new Dictionary<string, Action<Recipe>>
    {
        ["bitserial_array"] = Array,
        ["bitserial_engine"] = Engine,
        ["bitserial_tile"] = Tile,
        ["issue_controller"] = IssueController,
    };

    private static void Tile(Recipe module)
    {
        int rows = module["ROWS", 8], cols = module["COLS", 8], lanes = module["LANES", 4], mac = module["MAC", 0];
        int lane = module["LANE", 4], scale = module["SCALE_BITS", 8], scaled = module["SCALED", 0];
        int side = 22 + scale, weights = rows * lanes * lane, activations = cols * lanes * (mac == 0 ? 16 : 18);
        int rowBits = CeilLog2(rows + 1), indexBits = CeilLog2(Math.Max(rows, 2)), stages = mac == 0 ? 2 : 1;
        module.Add("operands", Register(8L + rowBits + weights + (rows * side) + cols + activations))
            .Add("valid", Register(stages))
            .Module("skew_line", 1, ("WIDTH", 7 + rowBits + cols + (rows * side)), ("CYCLES", stages));
        if (mac == 0)
        {
            module.Add("dequantizing", Register(3L + CeilLog2(scale) + rowBits + cols + (rows * side)))
                .Add("second operands", Register((long)weights + activations))
                .Add("scale bits", Mux(scale, rows))
                .Module("bitserial_pe", (long)rows * cols, ("LANES", lanes), ("SCALE_BITS", scale),
                    ("UNIT", module["UNIT", 0]));
        }
        else
        {
            module.Module("mac_pe", (long)rows * cols, ("LANES", lanes), ("SIG", lane - 7));
        }

        module.Add("collection", Register(5L + 18 + (2 * cols) + rowBits + indexBits + (rows * side)))
            .Add("next scale", Mux(2, (rows - 1) * side)).Add("control", Control(10 + (3 * rowBits)))
            .Module("fp16_unpack", 1)
            .Module("column_sums", cols, ("ROWS", rows), ("SCALED", scaled), ("BITS", scale))
            .Module("fp32_scale", cols, ("BITS", 11)).Module("fp32_to_fp16", cols);
    }

    private static void Array(Recipe module)
    {
        int rows = module["ROWS", 6], cols = module["COLS", 5];
        int tileRows = module["TILE_ROWS", 4], tileCols = module["TILE_COLS", 3];
        int lanes = module["LANES", 4], mac = module["MAC", 0], lane = module["LANE", 4];
        int scale = module["SCALE_BITS", 8], activation = lanes * (mac == 0 ? 16 : 18);
        module.Add("columns in use", Function(cols));
        for (int left = tileCols; left < cols; left += tileCols)
        {
            int width = Math.Min(tileCols, cols - left);
            module.Module("skew_line", 1, ("WIDTH", width * (activation + 1)), ("CYCLES", left / tileCols));
        }

        for (int top = 0; top < rows; top += tileRows)
        {
            int height = Math.Min(tileRows, rows - top), rowBits = CeilLog2(height + 1), late = top / tileRows;
            module.Add("rows in use", Control(rowBits + 2)).Add("valid", Register(late));
            if (late > 0)
            {
                module.Module("skew_line", 1,
                    ("WIDTH", rowBits + 7 + (height * ((lanes * lane) + 22 + scale))), ("CYCLES", late));
            }

            for (int left = 0; left < cols; left += tileCols)
            {
                module.Module("bitserial_tile", 1, ("ROWS", height), ("COLS", Math.Min(tileCols, cols - left)),
                    ("LANES", lanes), ("MAC", mac), ("LANE", lane), ("UNIT", module["UNIT", 0]),
                    ("SCALE_BITS", scale), ("SCALED", module["SCALED", 0]));
            }
        }
    }

    private static void IssueController(Recipe module)
    {
        int rows = module["ROWS", 32], tileRows = Math.Min(module["TILE_ROWS", 8], rows), lanes = module["LANES", 4];
        int drain = module["DRAIN", 8], pace = CeilLog2(Math.Max(drain, tileRows) + 1);
        bool grouped = module["GROUP", 128] != 0;
        module.Add("sizes", Register(192)).Add("state", Register(6L + pace))
            .Add("loops", Mux(4, 32), 4).Add("further ways", Mux(2, 32), 2)
            .Add("last rows, columns, beat", LessThanConstant(32), 3)
            .Add("last group", Equal(32)).Add("group size", grouped ? LessThanConstant(32) : default)
            .Add("pace", Less(32) + Control(3 * pace))
            .Add("lanes", Function(lanes)).Add("edges", Function(CeilLog2(rows + 1) + CeilLog2(module["COLS", 32] + 1)))
            .Add("steps", Decrement(32), 3).Add("control", Control(12));
    }

    /// <summary>Bits of special values that are not the same for all: those that a selector has to choose.</summary>
    private static int VaryingBits(int specials, int selectorBits)
    {
        int varying = 0;
        for (int i = 1; selectorBits is > 0 and < 8 && i < Math.Min(4, 1 << selectorBits); i++)
        {
            varying |= (specials >> (6 * i)) ^ specials;
        }

        return int.PopCount(varying & 63);
    }

    private static void Engine(Recipe module)
    {
        int rows = module["ROWS", 6], cols = module["COLS", 5], lanes = module["LANES", 4], mac = module["MAC", 0];
        int tileRows = module["TILE_ROWS", 4], tileCols = module["TILE_COLS", 3], format = module["FORMAT", 0];
        int code = module["CODE_BITS", 8], scale = module["SCALE", 8], extra = module["EXTRA", 0];
        int gridRows = Ceil(rows, tileRows), gridCols = Ceil(cols, tileCols), tiles = gridRows * gridCols;
        int lane = mac == 0 ? 4 : format == 7 ? 18 : 15, scaleBits = scale == 16 ? 11 : 8;
        int terms = mac != 0 ? 1 : format < 2 ? (code + format + 1) / 2 : 2, drain = mac == 0 ? scaleBits : 0;
        int places = gridRows * cols, row = 16 + scale + extra;
        int owed = CeilLog2((tiles * (gridRows + gridCols + tileRows + drain + 5)) + 1);
        module.Module("stream_register", 1, ("WIDTH", 16 * cols * lanes))
            .Module("stream_register", 1, ("WIDTH", 8 * Ceil(rows * lanes * code, 8)))
            .Module("stream_register", 1, ("WIDTH", 8 * Ceil(rows * row, 8)))
            .Module("stream_register", 1, ("WIDTH", (17 * places) + 1))
            .Module("issue_controller", 1, ("ROWS", rows), ("COLS", cols), ("TILE_ROWS", tileRows), ("LANES", lanes),
                ("TERMS", terms), ("GROUP", module["GROUP", 128]), ("DRAIN", drain))
            .Add("special values", Function(VaryingBits(module["SPECIALS", 0], extra)), rows)
            .Module("weight_lane", (long)rows * lanes, ("MAC", mac), ("FORMAT", format), ("CODE_BITS", code));
        if (scale == 16)
        {
            module.Module("fp16_unpack", rows);
        }
        else if (scale == 8)
        {
            module.Module("leading_normalizer", rows, ("WIDTH", 8)).Add("exponent", Function(3), rows);
        }

        if (mac != 0)
        {
            module.Module("fp16_unpack", (long)cols * lanes);
        }

        module.Module("bitserial_array", 1, ("ROWS", rows), ("COLS", cols), ("TILE_ROWS", tileRows),
                ("TILE_COLS", tileCols), ("LANES", lanes), ("MAC", mac), ("LANE", lane),
                ("UNIT", format < 2 ? 0 : -1), ("SCALE_BITS", scaleBits), ("SCALED", scale != 0 ? mac : 0))
            .Add("owed rows", Register(owed) + Adder(owed) + Adder(owed) + Equal(owed)).Add("busy", Register(1))
            .Add("finished tiles", Control(1.2 * tiles)).Add("grid", Control(2.0 * (gridRows + gridCols)))
            .Add("control", Control(10));
    }
}
