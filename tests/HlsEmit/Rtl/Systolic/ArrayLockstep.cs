using System.Numerics;
using Accel.Arch.Designs.Systolic;
using Accel.Tests.HlsEmit.Rtl.Lockstep;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>An array of the hardware library beside the machine: each clock, every register of every PE.</summary>
internal abstract class ArrayLockstep
{
    private const int ResetCycles = 3;

    /// <summary>Ports and registers that the lockstep of an array looks at.</summary>
    public static IReadOnlyList<string> Signals(string array, string pe) =>
    [
        .. new[] { "clk", "rst", "rows", "cols", "load*", "in_*", "out_*", "?_flat", "sums", "arrived" }
            .Select(name => $"{array}.{name}"),
        .. new[] { "?_o", "?_valid_o", "w", "above", "sum" }.Select(name => $"{pe}.{name}"),
        "skew_line.words", "skew_tap.word",
    ];

    private readonly string[] _pes;

    protected ArrayLockstep(VerilatedModel model, ArrayCase on, AccumulatorOverflow overflow, Random random)
    {
        (Model, On, Overflow, Random, Registers) = (model, on, overflow, random, new RegisterComparison(model));
        _pes = [.. Enumerable.Range(0, on.Rows * on.Columns)
            .Select(place => $"g_row[{place / on.Columns}].g_col[{place % on.Columns}].u_pe.")];
        model.Poke("rst", 1);
        for (int i = 0; i < ResetCycles; i++)
        {
            model.Clock();
        }

        model.Poke("rst", 0);
    }

    public RegisterComparison Registers { get; }

    /// <summary>Cycles since the reset.</summary>
    public long Cycle { get; private set; }

    /// <summary>Called behind the edge at the end of each cycle, before registers are compared.</summary>
    public Action<long>? Disturb { get; init; }

    protected VerilatedModel Model { get; }

    protected ArrayCase On { get; }

    protected AccumulatorOverflow Overflow { get; }

    protected Random Random { get; }

    /// <summary>Multiplies a product, right behind the one before.</summary>
    /// <returns>The machine's cycles.</returns>
    public abstract long Run(EdgeOperand activations, EdgeOperand weights);

    /// <summary>Where the registers of a PE are.</summary>
    protected string Pe(int row, int column) => _pes[(row * On.Columns) + column];

    protected bool Pauses() => Random.Next(100) < On.PausePercent;

    /// <summary>Offers words at an edge, anything where there is none.</summary>
    protected void PokeEdge(string port, int places, int bits, Func<int, long?> at)
    {
        BigInteger lanes = BigInteger.Zero;
        for (int place = 0; place < places; place++)
        {
            BigInteger word = at(place) ?? Random.NextInt64();
            lanes |= (word & ((BigInteger.One << bits) - 1)) << (place * bits);
        }

        Model.Poke(port, lanes);
    }

    protected void Poke(string port, bool value) => Model.Poke(port, value ? 1 : 0);

    /// <summary>Offers anything at a port that the array must not look at now.</summary>
    protected bool Anything() => Random.Next(2) == 0;

    protected void Compare(string register, long machine) => Registers.Compare(Cycle, register, machine);

    protected void Compare(string register, bool machine) => Registers.Compare(Cycle, register, machine);

    /// <summary>Ends a cycle, and compares what is registered then.</summary>
    protected void End(Action compare)
    {
        Model.Clock();
        Disturb?.Invoke(Cycle);
        compare();
        Cycle++;
    }
}
