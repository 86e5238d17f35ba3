using System.Globalization;
using System.Text.RegularExpressions;

namespace Accel.CostModel.Asic;

/// <summary>Blocks by their short names: <c>mac8x8a32</c>, <c>fmac_e4m3_to_e8m23</c>.</summary>
public static partial class SynthesizedBlock
{
    private static readonly (Regex Name, Func<int[], Block> Block)[] Kinds =
    [
        (Adder(), n => Cells.Adder(n[0])),
        (ThreeOperands(), n => Cells.Compressor(n[0]).Then(Cells.Adder(n[0]))),
        (Shifter(), n => Cells.Shifter(n[0])),
        (Comparator(), n => Cells.Comparator(n[0])),
        (Register(), n => Cells.Register(n[0])),
        (Multiplexer(), n => Cells.Multiplexer(n[1], n[0])),
        (Multiplier(), n => Multipliers.Integer(n[0], n[1])),
        (Mac(), n => Multipliers.Mac(n[0], n[1], n[2])),
        (Dot(), n => (Multipliers.Integer(n[0], n[1]) * n[2]).ThenAdd(Multipliers.Tree(n[2], n[0] + n[1]))
            .ThenAdd(Cells.Adder(n[3])) + Cells.HeldRegister(n[3])),
        (FloatMultiplier(), n => Floats.ExactMultiplier(n[0], n[1])),
        (FloatMac(), n => Floats.Mac(n[0], n[1], n[2], n[3])),
        (ExactMac(), n => Floats.ExactMac(n[0], n[1], n[2])),
    ];

    /// <summary>A block; null where the name is of none.</summary>
    public static Block? Of(string name)
    {
        foreach ((Regex pattern, Func<int[], Block> block) in Kinds)
        {
            if (pattern.Match(name) is { Success: true } match)
            {
                return block([.. match.Groups.Values.Skip(1)
                    .Select(group => int.Parse(group.Value, CultureInfo.InvariantCulture))]);
            }
        }

        return null;
    }

    /// <summary>Area by an open flow, which takes more combinational cells, in square micrometres.</summary>
    /// <param name="gateUm2">Area of a NAND gate.</param>
    public static double OpenFlowUm2(in Block block, double gateUm2) =>
        gateUm2 * ((block.Gates * Cells.OpenFlow) + (block.Registers * Cells.RegisterGates));

    [GeneratedRegex(@"^add(\d+)$")]
    private static partial Regex Adder();

    [GeneratedRegex(@"^add3_(\d+)$")]
    private static partial Regex ThreeOperands();

    [GeneratedRegex(@"^bsh(\d+)$")]
    private static partial Regex Shifter();

    [GeneratedRegex(@"^cmp(\d+)$")]
    private static partial Regex Comparator();

    [GeneratedRegex(@"^reg(\d+)$")]
    private static partial Regex Register();

    [GeneratedRegex(@"^mux(\d+)w(\d+)to1$")]
    private static partial Regex Multiplexer();

    [GeneratedRegex(@"^mul_s(\d+)x(\d+)$")]
    private static partial Regex Multiplier();

    [GeneratedRegex(@"^mac(\d+)x(\d+)a(\d+)$")]
    private static partial Regex Mac();

    [GeneratedRegex(@"^dot(\d+)x(\d+)k(\d+)a(\d+)$")]
    private static partial Regex Dot();

    [GeneratedRegex(@"^fmul_e(\d+)m(\d+)$")]
    private static partial Regex FloatMultiplier();

    [GeneratedRegex(@"^fmac_e(\d+)m(\d+)_to_e(\d+)m(\d+)$")]
    private static partial Regex FloatMac();

    [GeneratedRegex(@"^kulmac_e(\d+)m(\d+)_w(\d+)$")]
    private static partial Regex ExactMac();
}
