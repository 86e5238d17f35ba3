namespace Accel.Arch.Activity;

/// <summary>What a run did, counted: the meeting point of Sim, which counts, and CostModel, which prices.</summary>
/// <remarks>
/// A mutable struct so that the closed form adds operators up without allocation. Counts are exact integers,
/// overflow checked. Buffers are counted in bits moved through their ports; element counts stand beside them.
/// </remarks>
public record struct ActivityCounts
{
    /// <summary>Cycles from start to end.</summary>
    public long Cycles { get; set; }

    /// <summary>Cycles in which the compute fabric is occupied.</summary>
    public long ComputeCycles { get; set; }

    /// <summary>Cycles in which the DRAM interface is occupied.</summary>
    public long DramCycles { get; set; }

    /// <summary>Useful multiply-accumulates.</summary>
    public long Macs { get; set; }

    /// <summary>PE-cycles spent computing (PEs times cycles).</summary>
    public long PeActiveCycles { get; set; }

    /// <summary>PE-cycles that were clocked without useful work, as far as the schedule counts them.</summary>
    public long PeIdleCycles { get; set; }

    /// <summary>Cycles of units where weights enter the array (term encoders, decoders), of all of them.</summary>
    public long EncoderCycles { get; set; }

    /// <summary>Cycles of the decoders where activations enter the array, summed over the decoders.</summary>
    public long ActivationDecoderCycles { get; set; }

    /// <summary>Partial sums added into output accumulators outside the PEs.</summary>
    public long AccumulatorUpdates { get; set; }

    /// <summary>Multiply-accumulates among <see cref="Macs"/> in units for attention beside the array.</summary>
    public long AttentionMacs { get; set; }

    /// <summary>Elements that passed the vector unit, counted once a pass.</summary>
    public long VectorOperations { get; set; }

    public long WeightReadBits { get; set; }
    public long WeightWriteBits { get; set; }
    public long ActivationReadBits { get; set; }
    public long ActivationWriteBits { get; set; }
    public long OutputReadBits { get; set; }
    public long OutputWriteBits { get; set; }

    /// <summary>Activation elements read from their buffer.</summary>
    public long ActivationReads { get; set; }

    /// <summary>Weight elements read from their buffer.</summary>
    public long WeightReads { get; set; }

    /// <summary>Output elements written to their buffer.</summary>
    public long OutputWrites { get; set; }

    public long DramReadBytes { get; set; }
    public long DramWriteBytes { get; set; }

    /// <summary>
    /// Rows of DRAM opened beyond one for each row's worth of bytes: short runs open one each. Counted where the
    /// design's DRAM is priced by its memory's own energies.
    /// </summary>
    public long DramExtraRows { get; set; }

    public readonly long SramReadBits => WeightReadBits + ActivationReadBits + OutputReadBits;

    public readonly long SramWriteBits => WeightWriteBits + ActivationWriteBits + OutputWriteBits;

    public readonly long DramBytes => DramReadBytes + DramWriteBytes;

    public void Add(in ActivityCounts other) => AddTimes(other, 1);

    /// <summary>Adds <paramref name="other"/> as if it happened <paramref name="times"/> times in sequence.</summary>
    public void AddTimes(in ActivityCounts other, long times)
    {
        Cycles += other.Cycles * times;
        ComputeCycles += other.ComputeCycles * times;
        DramCycles += other.DramCycles * times;
        Macs += other.Macs * times;
        PeActiveCycles += other.PeActiveCycles * times;
        PeIdleCycles += other.PeIdleCycles * times;
        EncoderCycles += other.EncoderCycles * times;
        ActivationDecoderCycles += other.ActivationDecoderCycles * times;
        AccumulatorUpdates += other.AccumulatorUpdates * times;
        AttentionMacs += other.AttentionMacs * times;
        VectorOperations += other.VectorOperations * times;
        WeightReadBits += other.WeightReadBits * times;
        WeightWriteBits += other.WeightWriteBits * times;
        ActivationReadBits += other.ActivationReadBits * times;
        ActivationWriteBits += other.ActivationWriteBits * times;
        OutputReadBits += other.OutputReadBits * times;
        OutputWriteBits += other.OutputWriteBits * times;
        ActivationReads += other.ActivationReads * times;
        WeightReads += other.WeightReads * times;
        OutputWrites += other.OutputWrites * times;
        DramReadBytes += other.DramReadBytes * times;
        DramWriteBytes += other.DramWriteBytes * times;
        DramExtraRows += other.DramExtraRows * times;
    }

    /// <summary>The counts divided by two, each of which must be even.</summary>
    public readonly ActivityCounts Halved() => new()
    {
        Cycles = Half(Cycles),
        ComputeCycles = Half(ComputeCycles),
        DramCycles = Half(DramCycles),
        Macs = Half(Macs),
        PeActiveCycles = Half(PeActiveCycles),
        PeIdleCycles = Half(PeIdleCycles),
        EncoderCycles = Half(EncoderCycles),
        ActivationDecoderCycles = Half(ActivationDecoderCycles),
        AccumulatorUpdates = Half(AccumulatorUpdates),
        AttentionMacs = Half(AttentionMacs),
        VectorOperations = Half(VectorOperations),
        WeightReadBits = Half(WeightReadBits),
        WeightWriteBits = Half(WeightWriteBits),
        ActivationReadBits = Half(ActivationReadBits),
        ActivationWriteBits = Half(ActivationWriteBits),
        OutputReadBits = Half(OutputReadBits),
        OutputWriteBits = Half(OutputWriteBits),
        ActivationReads = Half(ActivationReads),
        WeightReads = Half(WeightReads),
        OutputWrites = Half(OutputWrites),
        DramReadBytes = Half(DramReadBytes),
        DramWriteBytes = Half(DramWriteBytes),
        DramExtraRows = Half(DramExtraRows),
    };

    private static long Half(long count)
    {
        System.Diagnostics.Debug.Assert((count & 1) == 0, "a count to be halved is odd");
        return count / 2;
    }
}
