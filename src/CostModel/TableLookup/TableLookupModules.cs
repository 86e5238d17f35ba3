using Accel.CostModel.Fpga.Modules;
using static Accel.CostModel.Fpga.Modules.ArithmeticParts;
using static Accel.CostModel.Fpga.Modules.SelectionParts;
using static Accel.CostModel.Fpga.Modules.StorageParts;

namespace Accel.CostModel.TableLookup;

/// <summary>Tables, trees and memories of table-lookup engines, as the hardware library has them.</summary>
internal static class TableLookupModules
{
    public static IReadOnlyDictionary<string, Action<Recipe>> Recipes { get; } = new Dictionary<string, Action<Recipe>>
    {
        ["accumulator_bank"] = AccumulatorBank,
        ["lookup_reduce"] = LookupReduce,
        ["lookup_table"] = LookupTable,
        ["lookup_tree"] = LookupTree,
        ["select_reduce"] = SelectReduce,
        ["sum_fifo"] = SumFifo,
        ["table_builder"] = TableBuilder,
        ["trit_decoder"] = TritDecoder,
        ["weight_bank"] = WeightBank,
        ["weight_buffer"] = WeightBuffer,
        ["weight_loader"] = WeightLoader,
    };

    /// <summary>3^G.</summary>
    internal static int Sums(int weights) => weights == 0 ? 1 : 3 * Sums(weights - 1);

    /// <summary>Bits of an index of G ternary weights.</summary>
    internal static int IndexBits(int weights) => CeilLog2(Sums(weights));

    /// <summary>Bits of a table's address.</summary>
    internal static int AddressBits(int weights, bool isHalf) =>
        CeilLog2(!isHalf ? Sums(weights) : weights == 1 ? 2 : Sums(weights) / 2);

    /// <summary>A register a level; an odd word waits as it is, its copied signs are one bit of a delay.</summary>
    private static void LookupTree(Recipe module)
    {
        int bits = module["W", 8], count = module["N", 4];
        (int Bits, int Waits) odd = default;
        for (int level = 0; count > 1; level++)
        {
            int operand = bits + level, pairs = count / 2;
            module.Add("level", FabricPart.Logic(operand, FabricPart.Regular, Carries(operand + 1))
                + Register(operand + 1), pairs);
            if (count % 2 == 1)
            {
                odd = (odd.Waits == 0 ? operand : odd.Bits, odd.Waits + 1);
            }
            else
            {
                module.Add("odd word", Delay(odd.Waits, odd.Bits));
                odd = default;
            }

            count = (count + 1) / 2;
        }

        module.Add("odd word", Delay(odd.Waits, odd.Bits));
    }

    /// <summary>An entry a cycle: activations, their negatives or nothing, added up.</summary>
    private static void TableBuilder(Recipe module)
    {
        int g = module["G", 3], address = AddressBits(g, module["HALF", 0] != 0);
        module.Add("activations", Register(8L * g)).Add("digits", Register(2L * g) + Function(2 * g))
            .Add("terms", Negate(8), g).Module("lookup_tree", 1, ("N", g), ("W", 8))
            .Add("address", Counter(address) + Gate(address)).Add("valid", Register(CeilLog2(g) + 2L))
            .Add("control", Control(4));
    }

    private static void LookupTable(Recipe module)
    {
        int g = module["G", 3], q = module["Q", 2], sets = module["SETS", 2], index = IndexBits(g);
        bool isHalf = module["HALF", 0] != 0;
        int bits = 8 + CeilLog2(g);
        module.Add("entries", LutRam(sets << AddressBits(g, isHalf), bits), q).Add("read", Register(bits), q);
        if (isHalf)
        {
            module.Add("side", LessThanConstant(index) + Reduce(index) + Register(1), q)
                .Add("offset", Function(index), q)
                .Add("sign", Function(bits) + Increment(bits) + Register(bits), q);
        }
    }

    private static void LookupReduce(Recipe module)
    {
        int g = module["G", 3], t = module["T", 4], q = module["Q", 2];
        module.Module("lookup_table", t, ("G", g), ("Q", q), ("SETS", module["SETS", 2]), ("HALF", module["HALF", 0]))
            .Module("lookup_tree", q, ("N", t), ("W", 8 + CeilLog2(g)));
    }

    /// <summary>
    /// Each digit a function of an index; where 2 G is no power of two, of the index times 2 G. Functions of more than
    /// six inputs are joined by MUXF7.
    /// </summary>
    private static void TritDecoder(Recipe module)
    {
        int g = module["G", 3], inputs = IndexBits(g);
        if (!int.IsPow2(2 * g))
        {
            inputs += CeilLog2(g);
            module.Add("place", Adder(inputs));
        }

        module.Add("digits", Function(2 * g) * Math.Max(1, inputs - 5));
    }

    private static void SelectReduce(Recipe module)
    {
        int g = module["G", 3], t = module["T", 4], q = module["Q", 2], sets = module["SETS", 2], all = t * g;
        module.Add("negatives", Adder(8), all).Add("activations", Register(16L * all), sets)
            .Add("set", sets > 1 ? Mux(2, 16 * all) : default)
            .Module("trit_decoder", (long)q * t, ("G", g))
            .Add("choice", Function(8) + Register(8), (long)q * all)
            .Module("lookup_tree", q, ("N", all), ("W", 8));
    }

    private static void AccumulatorBank(Recipe module)
    {
        int q = module["Q", 2], bits = module["W", 12], address = CeilLog2(Math.Max(module["DEPTH", 16], 2));
        module.Add("words", Ram(1 << address, 32 * q)).Add("addresses", Register(5 + (2L * address)))
            .Add("operand", Register(bits) + Gate(32), q).Add("sum", Adder(32) + Register(32), q)
            .Add("control", Function(2));
    }

    private static void SumFifo(Recipe module)
    {
        int pointer = CeilLog2(module["PLACES", 16]) + 1;
        module.Add("words", LutRam(1 << (pointer - 1), module["WIDTH", 64]))
            .Add("pointers", Register(3L * pointer) + (Increment(pointer) * 2) + Adder(pointer))
            .Add("state", Equal(pointer) + Reduce(pointer) + Control(3));
    }

    /// <summary>A port's half of the words is the next power of two.</summary>
    private static void WeightBank(Recipe module)
    {
        int words = 1 << CeilLog2(Math.Max(module["DEPTH", 2048], 2));
        module.Add("words", UltraRam(2 * words, module["WIDTH", 72], words, readPorts: 2)).Add("control", Function(2));
    }

    private static void WeightBuffer(Recipe module)
    {
        int width = module["WIDTH", 20], q = module["Q", 4], words = module["WORDS", 64], halves = module["HALVES", 1];
        int address = CeilLog2(Math.Max(words, 2)), banks = Ceil(q, 2);
        module.Module("weight_bank", (long)halves * banks, ("WIDTH", width), ("DEPTH", words))
            .Add("address", Counter(address) + Equal(address) + Function()).Add("place", Mux(2, address), halves)
            .Add("word", Register(((long)q * width) + 2)).Add("half", halves == 2 ? Mux(2, q * width) : default)
            .Add("enables", Function(2), (long)halves * (halves == 2 ? banks : 1)).Add("control", Control(4));
    }

    private static void WeightLoader(Recipe module)
    {
        int g = module["G", 3], t = module["T", 4], q = module["Q", 4], words = module["WORDS", 64];
        int k = CeilLog2((words * t * g) + 2), n = CeilLog2((module["DEPTH", 16] * q) + 2);
        int word = CeilLog2(Math.Max(words, 2)), beats = Ceil(q, module["V", 3]);
        module.Add("steps", Register(k) + Mux(2, k) + Decrement(k) + LessThanConstant(k))
            .Add("channels", Register(2L * n) + Mux(2, n) + Adder(n) + LessThanConstant(n))
            .Add("word", Register(2L * word) + Increment(word) + Gate(2))
            .Add("beat", beats > 1 ? Register(beats) + Function(beats) : default)
            .Add("state", Register(2) + Control(8));
    }
}
