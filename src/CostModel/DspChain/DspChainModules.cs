using Accel.CostModel.Fpga.Modules;
using static Accel.CostModel.Fpga.Modules.ArithmeticParts;
using static Accel.CostModel.Fpga.Modules.SelectionParts;
using static Accel.CostModel.Fpga.Modules.StorageParts;

namespace Accel.CostModel.DspChain;

/// <summary>The parts of a DSP chain, as the hardware library has them.</summary>
internal static class DspChainModules
{
    public static IReadOnlyDictionary<string, Action<Recipe>> Recipes { get; } = new Dictionary<string, Action<Recipe>>
    {
        ["bank_addresses"] = BankAddresses,
        ["carry_tracker"] = CarryTracker,
        ["chain_accumulators"] = ChainAccumulators,
        ["dsp48e2_slice"] = Slice,
        ["dsp58_slice"] = Slice,
        ["lane_reader"] = LaneReader,
        ["lane_repair"] = LaneRepair,
        ["overflow_adjust"] = OverflowAdjust,
        ["packed_operands"] = PackedOperands,
        ["slice_choice"] = SliceChoice,
        ["tapped_line"] = module => module.Add("stages", Register((long)module["WIDTH", 16] * module["CYCLES", 4])),
        ["wait_line"] = module => module.Add("delay", Delay(module["CYCLES", 3], module["WIDTH", 8])),
    };

    private static void Slice(Recipe module) => module
        .Add("slice", new FabricPart(new(0, 0, 1, 0, 0), 0)).Add("enables", Function(module["ADDS", 1] == 0 ? 2 : 3));

    private static void SliceChoice(Recipe module)
    {
        int bits = module["BITS", 8], place = module["PLACE_BITS", 2];
        module.Add("choice", Mux(module["BLOCK", 4], bits)).Add("chosen", Register(bits))
            .Add("place", Register(place) + Function(2 * place));
    }

    private static void OverflowAdjust(Recipe module)
    {
        int sum = module["SUM_BITS", 48], lanes = module["LANES", 2];
        module.Add("rest", Register(sum) + (Increment(sum - module["SPACING", 18] + 1) * Math.Max(lanes - 1, 0)));
    }

    /// <summary>The lowest bits of each upper lane's product again, and a counter of what crossed its border.</summary>
    private static void CarryTracker(Recipe module)
    {
        int weights = module["WEIGHTS", 2], activations = module["ACTIVATIONS", 2], tracked = module["TRACKED", 2];
        int counter = module["COUNTER_BITS", 6], borders = (weights * activations) - 1;
        int low = Math.Min(tracked, module["WEIGHT_BITS", 4]), other = Math.Min(tracked, module["ACTIVATION_BITS", 4]);
        module.Add("operands", Register(2L * ((weights * low) + (activations * other)))).Add("head", Register(2))
            .Add("product", Function(tracked * tracked / 2) + Register(2L * tracked), borders)
            .Add("before", Register(tracked) + Gate(tracked), borders)
            .Add("carry", TernaryAdder(tracked), borders)
            .Add("counter", Adder(counter) + Gate(counter - tracked) + Register(counter), borders)
            .Add("enables", Function(2));
    }

    private static void PackedOperands(Recipe module)
    {
        bool wide = module["WIDE_WEIGHTS", 0] != 0;
        int narrows = wide ? module["ACTIVATIONS", 2] : module["WEIGHTS", 1];
        int narrow = module["NARROW", 18], spacing = module["SPACING", 18];
        for (int i = 1; i < narrows; i++)
        {
            module.Add("sum", Adder(Math.Max(1, narrow - (spacing * i))));
        }
    }

    private static void LaneReader(Recipe module)
    {
        int sum = module["SUM_BITS", 48], lanes = module["LANES", 2], spacing = module["SPACING", 18];
        int kept = module["KEPT_BITS", 10], correction = module["CORRECTION_BITS", 9];
        int low = spacing * (lanes - 1), top = Math.Min(32, sum + 1 - low);
        module.Add("top lane", Register(top) + (lanes > 1 ? Increment(sum + 1 - spacing + 1) : default))
            .Add("lower lane", Register(32) + FabricPart.Logic(correction, FabricPart.Regular, Carries(32 - kept)),
                lanes - 1);
    }

    private static void LaneRepair(Recipe module)
    {
        int sum = module["SUM_BITS", 48], lanes = module["LANES", 4], spacing = module["SPACING", 11];
        int counter = module["COUNTER_BITS", 6], top = sum - (spacing * (lanes - 1));
        module.Add("top lane", Adder(top) + Register(Math.Min(32, top)))
            .Add("lowest lane", Register(spacing + counter))
            .Add("lane", Adder(spacing + counter) + Register(32), lanes - 2);
    }

    private static void BankAddresses(Recipe module)
    {
        int slot = module["SLOT_BITS", 1], slots = module["SLOTS", 2];
        module.Add("addresses", slots == 1 ? default : module["SWAPS", 1] != 0
            ? Function(1 + (3 * slot)) : Function());
    }

    /// <summary>Words are read and written at one address.</summary>
    private static void ChainAccumulators(Recipe module)
    {
        int lanes = module["BANKS", 2] * module["WEIGHTS", 1];
        module.Add("words", LutRam(1 << module["ADDRESS_BITS", 3], 32, isSinglePort: true), lanes)
            .Add("sum", Adder(32) + Register(32), lanes).Add("write", Function(), lanes);
    }
}
