using Accel.CostModel.Fpga.Modules;
using static Accel.CostModel.Fpga.Modules.ArithmeticParts;
using static Accel.CostModel.Fpga.Modules.SelectionParts;
using static Accel.CostModel.Fpga.Modules.StorageParts;

namespace Accel.CostModel.DspChain;

/// <summary>Chains, their reader and the core of DSP-chain engines, as the hardware library has them.</summary>
internal static class DspChainEngineModules
{
    public static IReadOnlyDictionary<string, Action<Recipe>> Recipes { get; } = new Dictionary<string, Action<Recipe>>
    {
        ["chain_controller"] = Controller,
        ["chain_core"] = Core,
        ["chain_reader"] = Reader,
        ["dsp_chain"] = Chain,
        ["dspchain_engine"] = Engine,
        ["slice_cascade"] = SliceCascade.Write,
    };

    private static readonly (string Name, int Own)[] ChainParameters =
    [
        ("SLICES", 16), ("GROUP", 2), ("SEGMENT", 8), ("KEPT_BITS", 10), ("TRACKED", 0), ("REPAIR", 0), ("WEIGHTS", 1),
        ("ACTIVATIONS", 2), ("WEIGHT_BITS", 8), ("ACTIVATION_BITS", 8), ("SPACING", 18), ("WIDE_WEIGHTS", 0),
        ("DSP58", 0), ("BLOCK", 16), ("LOW", 8), ("HIGH", 16), ("CHOSEN", 1), ("SLOTS", 2), ("STAGES", 20),
        ("CORRECTION_BITS", 9), ("TURN_BITS", 1), ("PLACE_BITS", 4), ("ADDRESS_BITS", 3),
    ];

    private static void Engine(Recipe module)
    {
        ChainGeometry chain = new(module);
        int chains = module["CHAINS", 3], fed = module["FED", 2], rows = Ceil(module["TOKENS", 8], chain.Activations);
        int units = (chain.Slices - 1) / chain.Segment;
        int stages = chain.Slices + 1 + (2 * units) + (chain.Block > 1 ? 1 : 0);
        int tracked = module["TRACKED", 0], results = chain.Results(chain.Low);
        int correction = tracked > 0 ? tracked + CeilLog2(chain.Slices)
            : module["SPACING", 18] - module["KEPT_BITS", 10] + CeilLog2(units + 1);
        int turns = chain.Low == chain.Block ? 1 : Ceil(results * module["CHOSEN", 1], chain.Activations);
        int turnBits = Math.Max(1, CeilLog2(turns)), rowBits = Math.Max(1, CeilLog2(rows));
        int slotBits = Math.Max(1, CeilLog2(results)), laneBits = Math.Max(1, CeilLog2(chain.Activations));
        int channelBits = CeilLog2((chains * chain.Weights * results) + 1);
        bool single = chain.Low < chain.Block && module["CHOSEN", 1] < chain.Activations;
        bool swaps = single && (results % 2 != 0 || chain.Results(chain.High) % 2 != 0);
        (string, long)[] control =
        [
            ("CHANNEL_BITS", channelBits), ("ROW_BITS", rowBits), ("SLOT_BITS", slotBits), ("LANE_BITS", laneBits),
            ("TURN_BITS", turnBits), ("SLOTS", results), ("CHAINS", chains), ("FED", fed),
        ];
        module.Add("control", Register(1) + Control(11))
            .Module("chain_controller", 1, [.. Given(module, "SLICES", "GROUP", "WEIGHTS", "ACTIVATIONS", "BLOCK",
                "LOW", "HIGH", "CHOSEN"), ("TOKENS", module["TOKENS", 8]), .. control])
            .Module("chain_core", 1, [.. Given(module, [.. ChainParameters.Take(17).Select(one => one.Name)]),
                .. control, ("SWAPS", swaps ? 1 : 0), ("STAGES", stages), ("CORRECTION_BITS", correction),
                ("PLACE_BITS", Math.Max(1, CeilLog2(chain.Block)))]);
    }

    /// <summary>The loops; of what is loaded, and of what is fed, each has a register of 32 bits.</summary>
    private static void Controller(Recipe module)
    {
        int slot = module["SLOT_BITS", 1], turn = module["TURN_BITS", 1], row = module["ROW_BITS", 2];
        int low = module["LOW", 8], high = module["HIGH", 16], block = module["BLOCK", 16], slots = module["SLOTS", 2];
        int fed = module["FED", 2] * module["WEIGHTS", 1], chosen = module["CHOSEN", 1];
        bool isMixed = low != high, isSingle = low < block && chosen < module["ACTIVATIONS", 2];
        bool hasTurns = low < block && slots * chosen > module["ACTIVATIONS", 2];
        module.Add("sizes", Register(256 - int.TrailingZeroCount(fed))).Add("pass", Register((isMixed ? 4L : 3) + row
                + (slots > 1 ? slot : 0) + (hasTurns ? turn : 0) + (isSingle ? module["LANE_BITS", 1] : 0)))
            .Add("loops", Mux(4, 32), 3).Add("bounds", LessThanConstant(32) + Mux(2, 32), 2)
            .Add("steps", Decrement(32), 3).Add("last", LessThanConstant(32), 5)
            .Add("tokens", Mux(4, 32) + (isMixed ? Adder(32) : Increment(32)) + Reduce(32))
            .Add("fed", Gate(32) + Increment(32) + Increment(32) + Less(32) + Less(32) + LessThanConstant(32)
                + LessThanConstant(32))
            .Add("width", isMixed ? Adder(32) + Less(32) : Increment(32))
            .Add("next", Mux(2, 32)).Add("turns", Mux(2, slot + turn + row) + Increment(slot + turn + row))
            .Add("control", Control(24));
    }

    private static void Core(Recipe module)
    {
        int chains = module["CHAINS", 3], fed = module["FED", 2], groups = Ceil(chains, fed);
        int weights = module["WEIGHTS", 1], activations = module["ACTIVATIONS", 2], slices = module["SLICES", 16];
        int stages = module["STAGES", 20], turn = module["TURN_BITS", 1], slots = module["SLOTS", 2];
        int row = module["ROW_BITS", 2], slot = module["SLOT_BITS", 1], lane = module["LANE_BITS", 1];
        int channel = module["CHANNEL_BITS", 3], read = stages + 2 + module["REPAIR", 0];
        int beside = activations + turn + 2 + row + slot + lane, control = 1 + channel + beside;
        bool mayBeSingle = module["CHOSEN", 1] < activations && module["LOW", 8] < module["BLOCK", 16];
        bool isMixed = module["LOW", 8] != module["HIGH", 16];
        int addressBits = row + (slots > 1 ? slot : 0);
        module.Module("tapped_line", 1, ("WIDTH", module["ACTIVATION_BITS", 8] * activations * slices),
                ("CYCLES", stages + groups - 3))
            .Add("control", Register(2L + control), groups - 1)
            .Module("tapped_line", 2L * groups, ("WIDTH", 1), ("CYCLES", stages))
            .Add("live", Register(read + 3L), groups).Add("works", LessThanConstant(channel) + Function(2), groups)
            .Module("wait_line", groups, ("WIDTH", beside + 1), ("CYCLES", read))
            .Add("enter", Register(beside - activations - turn + 1L + (mayBeSingle && isMixed ? 1 : 0)), groups)
            .Module("bank_addresses", groups, ("SLOTS", slots), ("SLOT_BITS", slot), ("SWAPS", module["SWAPS", 1]))
            .Add("pending", Reduce(read + 1) + Function(2), groups)
            .Add("has", LessThanConstant(channel), (long)chains * weights * slots)
            .Add("keep", Function(weights * activations), chains)
            .Module("dsp_chain", chains, [.. Given(module, [.. ChainParameters.SkipLast(1).Select(one => one.Name)]),
                ("ADDRESS_BITS", addressBits)]);
    }

    private static void Chain(Recipe module)
    {
        int weights = module["WEIGHTS", 1], lanes = weights * module["ACTIVATIONS", 2], slots = module["SLOTS", 2];
        module.Module("slice_cascade", 1, Given(module))
            .Add("has", MuxRegister(weights * slots)).Add("keep", Register(lanes)).Add("enters", Function(lanes))
            .Module("chain_reader", 1, [.. Given(module),
                ("WAITS", module["STAGES", 20] + 2 + module["REPAIR", 0])])
            .Module("chain_accumulators", 1, ("BANKS", module["ACTIVATIONS", 2]), ("WEIGHTS", weights),
                ("ADDRESS_BITS", module["ADDRESS_BITS", 3]));
    }

    /// <summary>Results wait for their turn, one is chosen for each activation, and its lanes are read.</summary>
    private static void Reader(Recipe module)
    {
        ChainGeometry chain = new(module);
        int lanes = chain.Weights * chain.Activations, sum = module["DSP58", 0] != 0 ? 58 : 48;
        int correction = module["CORRECTION_BITS", 9], total = correction * Math.Max(1, lanes - 1);
        int slots = module["SLOTS", 2], repair = module["REPAIR", 0], end = chain.LateOf(chain.Slices - 1);
        bool tracked = module["TRACKED", 0] > 0;
        bool isSingle = module["CHOSEN", 1] < chain.Activations && chain.Low < chain.Block;
        module.Module("wait_line", 1, ("WIDTH", chain.Weights * slots), ("CYCLES", module["WAITS", 22]));
        foreach (int kept in chain.Kinds)
        {
            bool single = module["CHOSEN", 1] < chain.Activations && kept < chain.Block;
            int span = chain.Span(kept), results = chain.Slices / span;
            for (int i = 0; i < results; i++)
            {
                int cycles = end - chain.LateOf(((i + 1) * span) - 1) + (single ? i / chain.Activations : i);
                module.Module("wait_line", 1, ("WIDTH", sum), ("CYCLES", cycles + repair))
                    .Module("wait_line", 1, ("WIDTH", total), ("CYCLES", cycles));
            }
        }

        module.Add("item", Slice(1 << (module["TURN_BITS", 1] + (chain.Low == chain.High ? 0 : 1)),
                sum + total + chain.Weights), isSingle ? chain.Activations : 1)
            .Add("there", Register(chain.Weights) + Function(chain.Weights), chain.Activations)
            .Add("bank", isSingle || chain.Activations == 2 ? Mux(2, 32 * lanes) : default)
            .Module(tracked ? "lane_repair" : "lane_reader", chain.Activations, ("SUM_BITS", sum), ("LANES", lanes),
                ("SPACING", module["SPACING", 18]), ("KEPT_BITS", module["KEPT_BITS", 10]),
                ("CORRECTION_BITS", correction), ("COUNTER_BITS", correction));
    }

    private static IEnumerable<(string Name, long Value)> Given(Recipe module, params string[] names) =>
        ChainParameters.Where(one => names.Length == 0 || names.Contains(one.Name))
            .Select(one => (one.Name, (long)module[one.Name, one.Own]));
}
