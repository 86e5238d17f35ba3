using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Formats;
using Accel.HlsEmit.Engines;
using Accel.Sim.Systolic;

namespace Accel.HlsEmit.Systolic;

/// <summary>An array for a pair of formats, as its engine is set.</summary>
internal sealed record SystolicDatapath
{
    /// <summary>Cycles from the array's last sum to the last output: a register, and below a stationary array a memory
    /// and its output register.</summary>
    private const int OutputStationaryLatency = 1, StationaryLatency = 2;

    /// <summary>Kinds of <c>pe_mac</c>.</summary>
    private const int Pairs = 0, Powers = 1, Floats = 2, LMul = 3, PowersPass = 4;

    public required SystolicFabric Fabric { get; init; }

    public required SystolicArray Array { get; init; }

    public required SystolicPe Pe { get; init; }

    public required NumberFormat WeightFormat { get; init; }

    public required NumberFormat ActivationFormat { get; init; }

    public required EdgeFormat Weights { get; init; }

    public required EdgeFormat Activations { get; init; }

    public bool IsFloating => Pe is SystolicPe.FloatingPoint or SystolicPe.LMul;

    public bool IsOutputStationary => Array.Dataflow == Dataflow.OutputStationary;

    public bool ActivationsStay => Array.Dataflow == Dataflow.InputStationary;

    /// <summary>Bytes of a sum in a beat of outputs.</summary>
    public int SumBytes => (Array.SumBits + 7) / 8;

    /// <summary>Lanes of activations, those of a beat.</summary>
    public int ActivationLanes => ActivationsStay ? Array.Columns : Array.Rows;

    public int WeightLanes => ActivationsStay ? Array.Rows : Array.Columns;

    public int ActivationBeatBits => BeatBits(Activations, ActivationLanes, passes: !ActivationsStay);

    public int WeightBeatBits => BeatBits(Weights, WeightLanes, passes: ActivationsStay);

    /// <summary>The datapath of a design.</summary>
    /// <exception cref="ArgumentException">There is none: <see cref="WhyNot"/> says why.</exception>
    public static SystolicDatapath Of(Design design, TensorFormat weights, TensorFormat activations)
    {
        ArgumentNullException.ThrowIfNull(design);
        var fabric = (SystolicFabric)design.Fabric;
        if (WhyNot(fabric, weights, activations) is { } reason)
        {
            throw new ArgumentException(reason, nameof(design));
        }

        SystolicPe pe = fabric.PeOf(weights, activations);
        return new SystolicDatapath
        {
            Fabric = fabric,
            Array = SystolicArray.From(fabric, weights, activations, design.Buffers.Outputs.Count),
            Pe = pe,
            WeightFormat = weights.Element,
            ActivationFormat = activations.Element,
            Weights = EdgeFormats.Of(pe, isWeight: true, weights.Element)!.Value,
            Activations = EdgeFormats.Of(pe, isWeight: false, activations.Element)!.Value,
        };
    }

    /// <summary>Why there is no hardware for two formats, or null.</summary>
    public static string? WhyNot(SystolicFabric fabric, TensorFormat weights, TensorFormat activations)
    {
        if (fabric.WhyNotWeights(weights, activations) is { } reason)
        {
            return reason;
        }

        SystolicPe pe = fabric.PeOf(weights, activations);
        EdgeFormat? ofWeights = EdgeFormats.Of(pe, isWeight: true, weights.Element);
        EdgeFormat? ofActivations = EdgeFormats.Of(pe, isWeight: false, activations.Element);
        if (ofWeights is null || ofActivations is null)
        {
            return $"no decoder of the hardware library makes operands of {PeNames.Of(pe)} PEs of "
                + $"{(ofWeights is null ? weights : activations)}";
        }

        int rows = fabric.ShapeFor(weights.Element, activations.Element).Rows;
        bool isPaired = ofWeights.Value.IsPaired || ofActivations.Value.IsPaired;
        return isPaired && fabric.Dataflow != Dataflow.OutputStationary && rows % 2 != 0
            ? $"rows: a pair of {(ofWeights.Value.IsPaired ? weights : activations)} would lie across two folds of K "
                + $"on {rows} rows"
            : null;
    }

    /// <summary>The engine, with every parameter.</summary>
    public Engine Engine()
    {
        List<EngineParameter> parameters = [new("ROWS", Array.Rows), new("COLS", Array.Columns)];
        if (!IsOutputStationary)
        {
            parameters.AddRange([new("STAYS", ActivationsStay ? 1 : 0), new("DEPTH", Array.Depth)]);
        }

        parameters.AddRange(
        [
            new("PE", PeKind),
            .. Parameters("A", Activations, ActivationBeatBits),
            .. Parameters("W", Weights, WeightBeatBits),
            new("TERM_BITS", TermBits),
            new("ACC_BITS", Array.SumBits),
            new("SATURATE", !IsFloating && Fabric.Overflow == AccumulatorOverflow.Saturate ? 1 : 0),
        ]);
        return new Engine
        {
            Module = IsOutputStationary ? "systolic_os_engine" : "systolic_ws_engine",
            Parameters = parameters,
            Inputs =
            [
                HlsEmit.Engines.Engine.Command, new StreamPort("activations", ActivationBeatBits),
                new StreamPort("weights", WeightBeatBits),
            ],
            Output = new StreamPort("outputs", 8 * SumBytes * Array.Columns),
            Latency = IsOutputStationary ? OutputStationaryLatency : StationaryLatency,
        };
    }

    private int PeKind => Pe switch
    {
        SystolicPe.LMul => LMul,
        SystolicPe.FloatingPoint => Floats,
        SystolicPe.Ternary or SystolicPe.Shift => ActivationsStay ? PowersPass : Powers,
        _ => Pairs,
    };

    /// <summary>Bits of every exact product, and of what the multiplier makes on the way.</summary>
    private int TermBits
    {
        get
        {
            if (IsFloating)
            {
                return SystolicArray.FloatSumBits;
            }

            double largest = (double)FixedPointValues.Of(WeightFormat)!.LargestUnits
                * FixedPointValues.Of(ActivationFormat)!.LargestUnits;
            int product = Math.ILogB(largest) + 2;
            return Math.Max(product, PeKind == Pairs
                ? Weights.Bits - Weights.ExponentBits + Activations.Bits - Activations.ExponentBits
                : Activations.Bits + 1);
        }
    }

    private int BeatBits(EdgeFormat edge, int lanes, bool passes)
    {
        int places = edge.IsPaired && passes && !IsOutputStationary ? lanes / 2 : lanes;
        return ((places * edge.LaneBits) + 7) / 8 * 8;
    }

    private static IEnumerable<EngineParameter> Parameters(string operand, EdgeFormat edge, int beatBits) =>
    [
        new($"{operand}_FORMAT", edge.Format), new($"{operand}_LANE", edge.LaneBits), new($"{operand}_BEAT", beatBits),
        new($"{operand}_BITS", edge.Bits), new($"{operand}_EXP", edge.ExponentBits),
        new($"{operand}_SPECIALS", edge.Specials),
    ];
}
