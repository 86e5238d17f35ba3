using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;
using Accel.Arch.Technologies;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Sim.BitSerial;

namespace Accel.Explore.Reproductions.Bitmod;

/// <summary>
/// An accelerator of the BitMoD evaluation. All have about the same PE area and two buffers of 512 KiB.
/// </summary>
/// <remarks>
/// The simulator gives an array another logical shape for prefill than for generation, so each stage is a design. The
/// widths of ANT and OliVe are means over layers that the authors chose offline and wrote into their scripts.
/// </remarks>
internal sealed class BitmodAccelerator
{
    /// <summary>The six models in the order of the simulator's scripts, which their lists of widths follow.</summary>
    public static readonly IReadOnlyList<string> Models =
        ["OPT-1.3B", "Phi-2", "Yi-6B", "Llama-2-7B", "Llama-2-13B", "Llama-3-8B"];

    private static readonly BitSerialFabric Fp16Pe = new() { Pe = BitSerialPe.Fp16, Lanes = 1 };

    private static readonly BitSerialFabric AntPe =
        new() { Pe = BitSerialPe.Fp16Int8, PePrice = "pe-fp16-int8-ant", Lanes = 1 };

    private static readonly BitSerialFabric OlivePe =
        new() { Pe = BitSerialPe.Fp16Int8, PePrice = "pe-fp16-int8-olive", Lanes = 1 };

    private static readonly BitSerialFabric BitmodPe = new() { Pe = BitSerialPe.BitSerial, Lanes = 4 };

    public static readonly BitmodAccelerator Fp16 = new("FP16", Fp16Pe, (32, 24), (64, 12), (_, _, _) => "fp16");

    public static readonly BitmodAccelerator Ant = new("ANT", AntPe, (32, 32), (64, 16),
        (revision, isPrefill, model) => Mean((revision, isPrefill) switch
        {
            (BitmodRevision.Paper2024, true) => 5.5,
            (BitmodRevision.Paper2024, false) => ((double[])[5, 5, 5.25, 5, 5, 4.5])[model],
            _ => ((double[])[5, 5, 5.25, 5, 4, 5])[model],
        }));

    public static readonly BitmodAccelerator Olive = new("OliVe", OlivePe, (36, 32), (72, 16),
        (revision, isPrefill, model) => Mean((revision, isPrefill) switch
        {
            (BitmodRevision.Paper2024, true) => 4.5,
            (BitmodRevision.Paper2024, false) => ((double[])[3.875, 4, 4.25, 3.75, 3.75, 3.5])[model],
            _ => ((double[])[4, 4, 4, 4, 4, 4.5])[model],
        }));

    public static readonly BitmodAccelerator Lossless =
        new("BitMoD-lossless", BitmodPe, (32, 32), (64, 16), (_, _, _) => "int6/128");

    public static readonly BitmodAccelerator Lossy = new("BitMoD-lossy", BitmodPe, (32, 32), (64, 16),
        (_, isPrefill, _) => isPrefill ? "fp4-er-ea/128" : "fp3-er-ea/128");

    public static readonly IReadOnlyList<BitmodAccelerator> All = [Fp16, Ant, Olive, Lossless, Lossy];

    private readonly BitSerialFabric _fabric;
    private readonly (int Rows, int Columns) _prefill;
    private readonly (int Rows, int Columns) _generation;
    private readonly Func<BitmodRevision, bool, int, string> _weights;

    private BitmodAccelerator(
        string name,
        BitSerialFabric fabric,
        (int Rows, int Columns) prefill,
        (int Rows, int Columns) generation,
        Func<BitmodRevision, bool, int, string> weights)
    {
        Name = name;
        _fabric = fabric;
        _prefill = prefill;
        _generation = generation;
        _weights = weights;
    }

    /// <summary>The name as the evaluation spells it.</summary>
    public string Name { get; }

    /// <summary>The weight format of a stage and model.</summary>
    public string Weights(BitmodRevision revision, bool isPrefill, string model) =>
        _weights(revision, isPrefill, Models.ToList().IndexOf(model));

    /// <summary>The formats of a run, the KV cache as the revision stores it.</summary>
    /// <remarks>
    /// The reworked revision keeps 16-bit keys and values for everything but BitMoD. The paper's ignores their format;
    /// there they take what the PE can multiply, so that other schedules can run the same designs.
    /// </remarks>
    public Precision Precision(BitmodRevision revision, string weights)
    {
        bool isWide = revision == BitmodRevision.Paper2024
            ? _fabric.Pe == BitSerialPe.Fp16
            : _fabric.Pe != BitSerialPe.BitSerial;
        return new Precision(
            TensorFormat.Parse(weights), TensorFormat.Parse("fp16"), TensorFormat.Parse(isWide ? "fp16" : "int8"));
    }

    /// <summary>The design of a stage; its weight port is as wide as the simulator makes it for the weights.</summary>
    /// <param name="pePrice">Another component kind to price the PE by, or null for the accelerator's own.</param>
    public Design Design(Technology technology, bool isPrefill, TensorFormat weights, string? pePrice = null)
    {
        (int rows, int columns) = isPrefill ? _prefill : _generation;
        BitSerialFabric fabric = _fabric with { Rows = rows, Columns = columns, PePrice = pePrice ?? _fabric.PePrice };
        return new Design
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{Name} {rows} x {columns}"),
            Technology = technology,
            Fabric = fabric,
            Buffers = new BufferSet { WeightPort = BitmodSchedule.WeightPort(fabric, weights) },
            Dram = new Dram { Type = "ddr4", Bandwidth = BytesPerSecond.FromGigabytes(32) },
        };
    }

    private static string Mean(double bits) => string.Create(CultureInfo.InvariantCulture, $"int{bits}");
}
