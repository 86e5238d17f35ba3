using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Technologies;
using Accel.Arch.Units;

namespace Accel.Explore.Reproductions.Ant;

/// <summary>An accelerator of ANT's simulator, or of the Oltron fork of it.</summary>
/// <param name="Name">The name as the published tables spell it.</param>
/// <param name="Rows">PEs along the rows, of the widest operands.</param>
/// <param name="Columns">PEs along the columns.</param>
/// <param name="Bits">The widest operand of a PE.</param>
/// <param name="SplitTo">The operand width down to which a PE is taken apart, or null.</param>
/// <param name="PePrice">The component kind of its PE.</param>
/// <param name="PrecisionColumn">The column of <c>ant_networks.csv</c> with its bits.</param>
internal sealed record AntAccelerator(
    string Name, int Rows, int Columns, int Bits, int? SplitTo, string PePrice, string PrecisionColumn)
{
    private const string FusedPe = "pe-ant-artifact";

    private const string ForkPe = "pe-olive-oltron";

    public static readonly AntAccelerator Ant = new("ANT-OS", 32, 32, 8, 4, FusedPe, "ant");

    public static readonly AntAccelerator OlAccel = new("OLAccel", 16, 18, 8, 4, FusedPe, "olaccel");

    public static readonly AntAccelerator AdaFloat = new("AdaFloat", 32, 28, 8, 4, FusedPe, "adafloat");

    /// <summary>Arrays that ANT's authors reckon equal in area (ant_simulator/conf_*.ini).</summary>
    public static readonly IReadOnlyList<AntAccelerator> All =
    [
        Ant,
        Ant with { Name = "ANT-WS", Dataflow = Dataflow.WeightStationary },
        Ant with { Name = "BitFusion", PrecisionColumn = "bitfusion" },
        OlAccel,
        AdaFloat,
        new("BiScaled", 32, 80, 6, null, "pe-biscaled-artifact", "biscaled"),
    ];

    /// <summary>The accelerators of the Oltron fork, which runs every product in 4 bits.</summary>
    public static readonly IReadOnlyList<AntAccelerator> Fork =
    [
        Ant with { Name = "OliVe(ANT 32x32 8/4)", PePrice = ForkPe },
        OlAccel with { PePrice = ForkPe },
        new("Oltron", 64, 64, 4, null, "pe-oltron", "ant") { ActivationFactor = 1 + (1.0 / 64) },
    ];

    public Dataflow Dataflow { get; init; } = Dataflow.OutputStationary;

    /// <summary>Factor on the energy of the activation buffer: what Oltron stores beside activations.</summary>
    public double ActivationFactor { get; init; } = 1;

    /// <summary>The design: 500 MHz, 1024 bits a cycle from DRAM, buffers of 128, 256 and 128 KiB.</summary>
    public Design Design(Technology technology) => new()
    {
        Name = Name,
        Technology = technology,
        Clock = new Hertz(500e6),
        Fabric = new SystolicFabric
        {
            Rows = Rows, Columns = Columns, Bits = Bits, SplitTo = SplitTo, Dataflow = Dataflow,
            Pe = SystolicPe.ExponentInteger, PePrice = PePrice,
        },
        Buffers = new BufferSet
        {
            Weights = Arch.Units.Bits.FromKibibytes(128),
            Activations = Arch.Units.Bits.FromKibibytes(256),
            Outputs = Arch.Units.Bits.FromKibibytes(128),
        },
        Dram = new Dram { Bandwidth = BytesPerSecond.FromGigabytes(64) },
        Schedule = "ant-2022",
    };
}
