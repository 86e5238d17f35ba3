using Accel.CostModel.Fpga.Modules;
using static Accel.CostModel.Fpga.Modules.ArithmeticParts;
using static Accel.CostModel.Fpga.Modules.SelectionParts;
using static Accel.CostModel.Fpga.Modules.StorageParts;

namespace Accel.CostModel.Systolic;

/// <summary>PEs and decoders of systolic arrays, as the hardware library has them.</summary>
internal static class SystolicModules
{
    public static IReadOnlyDictionary<string, Action<Recipe>> Recipes { get; } = new Dictionary<string, Action<Recipe>>
    {
        ["edge_decoder"] = EdgeDecoder,
        ["flint4_decoder"] = module => module.Add("exponent", Function(3))
            .Add("integer", Function(4) + Function(module["INT_BITS", 4] - 2)),
        ["ovp_decoder"] = OvpDecoder,
        ["ovp_slot"] = OvpSlot,
        ["pe_mac"] = PeMac,
        ["pe_os"] = PeOs,
        ["pe_ws"] = PeWs,
        ["product_float"] = ProductFloat,
        ["product_lmul"] = ProductLmul,
        ["product_pair"] = ProductPair,
        ["product_shift"] = ProductShift,
        ["sum_add"] = SumAdd,
    };

    private static readonly string[] Operands =
        ["A_BITS", "A_EXP", "A_SPECIALS", "W_BITS", "W_EXP", "W_SPECIALS", "TERM_BITS", "ACC_BITS", "SATURATE"];

    private static readonly int[] Own = [8, 0, 0, 8, 0, 0, 16, 32, 0];

    /// <summary>What arrays hand down to their PEs.</summary>
    public static IEnumerable<(string Name, long Value)> PeParameters(Recipe module) =>
        [("PE", module["PE", 0]), .. Operands.Select((name, i) => (name, (long)module[name, Own[i]]))];

    private static void SumAdd(Recipe module)
    {
        int kind = module["KIND", 0], sum = module["SUM_BITS", 32];
        if (kind == 2)
        {
            module.Module("fp32_add", 1);
        }
        else if (kind == 1)
        {
            module.Add("sum", Adder(Math.Max(sum, module["TERM_BITS", 16]) + 1))
                .Add("saturation", Gate(sum) + Function());
        }
        else
        {
            module.Add("sum", Adder(sum));
        }
    }

    private static void ProductPair(Recipe module)
    {
        int aExp = module["A_EXP", 0], wExp = module["W_EXP", 0], term = module["TERM_BITS", 16];
        int a = module["A_BITS", 8] - aExp, w = module["W_BITS", 8] - wExp;
        module.Add("product", Multiplier(a, w));
        if (aExp + wExp > 0)
        {
            int places = Math.Min(term, (1 << aExp) + (1 << wExp) - 1);
            module.Add("places", aExp > 0 && wExp > 0 ? Adder(Math.Max(aExp, wExp) + 1) : default)
                .Add("shift", WideShifter(Math.Min(a + w, term), term, places));
        }
    }

    private static void ProductShift(Recipe module)
    {
        int a = module["A_BITS", 8], w = module["W_BITS", 5], term = module["TERM_BITS", 16];
        module.Add("shift", w > 2 ? WideShifter(a, term, Math.Min(1 << (w - 2), term)) : Gate(a))
            .Add("sign", Negate(term, isMade: true));
    }

    /// <summary>A product of two floats in binary32: rounded where their ranges are beyond its own.</summary>
    private static void ProductFloat(Recipe module)
    {
        int aBits = module["A_BITS", 16], aExp = module["A_EXP", 5];
        int wBits = module["W_BITS", 16], wExp = module["W_EXP", 5];
        int a = aBits - 1 - aExp, w = wBits - 1 - wExp, product = a + w + 2;
        int offset = 130 - (1 << (aExp - 1)) - (1 << (wExp - 1)), least = offset + 3 - product;
        int most = offset + (1 << aExp) + (1 << wExp) - 2;
        module.Add("product", Multiplier(a + 1, w + 1, isSigned: false))
            .Add("subnormals", Reduce(aExp) + Reduce(wExp))
            .Add("leading", LeadingZeros(product)).Add("normalization", Shifter(product))
            .Add("exponent", Adder(Math.Max(aExp, wExp)) + Adder(8) + Increment(8) + Increment(8))
            .Add("specials", Special(module["A_SPECIALS", 0], aExp, a) + Special(module["W_SPECIALS", 0], wExp, w)
                + Reduce(aBits - 1) + Reduce(wBits - 1) + Control(4))
            .Add("result", Mux(2, Math.Min(31, 8 + product)));
        if (least < 1 || most > 254)
        {
            module.Add("subnormal", Adder(11) + LessThanConstant(11) + Function(10) + StickyShifter(24))
                .Add("rounding", Increment(31) + Mux(2, 31) + Function(2));
        }
    }

    /// <summary>One addition of both fields at once, and what to do with zeros and numbers out of range.</summary>
    private static void ProductLmul(Recipe module)
    {
        int aBits = module["A_BITS", 16], aExp = module["A_EXP", 5];
        int wBits = module["W_BITS", 16], wExp = module["W_EXP", 5];
        int a = aBits - 1 - aExp, w = wBits - 1 - wExp, mantissa = Math.Max(a, w);
        module.Add("sum", Adder(Math.Max(aExp, wExp) + mantissa) + Increment(mantissa + 11))
            .Add("range", LessThanConstant(11) + Reduce(11) + Reduce(aExp) + Reduce(wExp))
            .Add("specials", Special(module["A_SPECIALS", 0], aExp, a) + Special(module["W_SPECIALS", 0], wExp, w)
                + Control(4))
            .Add("result", Gate(8 + mantissa) + Function(2));
    }

    private static void PeMac(Recipe module)
    {
        int kind = module["PE", 0], term = module["TERM_BITS", 16];
        (string Name, long Value)[] a = [.. Pair(module, "A_BITS", "A_EXP", "A_SPECIALS", 8)];
        (string Name, long Value)[] w = [.. Pair(module, "W_BITS", "W_EXP", "W_SPECIALS", 8)];
        _ = kind switch
        {
            0 => module.Module("product_pair", 1, [.. a, .. w, ("TERM_BITS", term)]),
            1 => module.Module("product_shift", 1,
                ("A_BITS", a[0].Value), ("W_BITS", w[0].Value), ("TERM_BITS", term)),
            2 => module.Module("product_float", 1, [.. a, .. w]),
            4 => module.Module("product_shift", 1,
                ("A_BITS", w[0].Value), ("W_BITS", a[0].Value), ("TERM_BITS", term)),
            _ => module.Module("product_lmul", 1, [.. a, .. w]),
        };
        module.Module("sum_add", 1, ("KIND", kind is 2 or 3 ? 2 : module["SATURATE", 0]), ("TERM_BITS", term),
            ("SUM_BITS", module["ACC_BITS", 32]));
    }

    private static void PeOs(Recipe module) => module.Module("pe_mac", 1, PeParameters(module))
        .Add("operands", Register(2L + module["A_BITS", 8] + module["W_BITS", 8]))
        .Add("sum", MuxRegister(module["ACC_BITS", 32])).Add("control", Function(2));

    private static void PeWs(Recipe module) => module.Module("pe_mac", 1, PeParameters(module))
        .Add("operands", Register(1L + module["A_BITS", 8] + module["W_BITS", 8]))
        .Add("sum", MuxRegister(module["ACC_BITS", 32])).Add("control", Function());

    private static void EdgeDecoder(Recipe module)
    {
        int format = module["FORMAT", 0], code = module["CODE_BITS", 8], exp = module["EXP", 0], low = code - 1;
        _ = format switch
        {
            2 => module.Add("trit", Function(2)),
            3 => module.Module("flint4_decoder", 1),
            4 => module.Add("power", Function(low + 2)),
            6 => module.Add("exponent", Function(exp)).Add("magnitude", Negate(low - exp + 2)),
            _ => module,
        };
    }

    private static void OvpDecoder(Recipe module)
    {
        int kind = module["KIND", 0], bits = module["BITS", 4];
        module.Add("identifiers", Reduce(bits), 2).Module("ovp_slot", 2, ("BITS", bits),
            ("FLINT", kind == 1 ? 1 : 0), ("MAN_BITS", kind == 2 ? 3 : kind == 3 ? 5 : 1),
            ("EXP_BITS", module["EXP_BITS", 3]), ("CLIP", kind == 2 ? 12 : 0));
    }

    /// <summary>Of four bits each output is a function of six inputs.</summary>
    private static void OvpSlot(Recipe module)
    {
        int bits = module["BITS", 4], exp = module["EXP_BITS", 3];
        if (module["FLINT", 0] != 0)
        {
            module.Module("flint4_decoder", 1);
        }

        module.Add("exponent", Function(exp)).Add("integer", bits <= 4 ? Function(bits) : Negate(bits));
        if (bits > 4)
        {
            module.Add("pattern", Reduce(bits) + Function(exp));
        }
    }

    private static FabricPart Special(int kind, int exp, int mantissa) => kind switch
    {
        0 => Reduce(exp) + Reduce(mantissa),
        1 => Reduce(exp + mantissa),
        _ => default,
    };

    private static IEnumerable<(string Name, long Value)> Pair(Recipe module, string bits, string exp, string specials,
        int own) => [(bits, module[bits, own]), (exp, module[exp, 0]), (specials, module[specials, 0])];
}
