using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Workloads;
using Accel.Sim.Memory;

namespace Accel.Sim.Schedules;

/// <summary>The <c>accel</c> schedule of a vector operator: elements times passes over the unit's lanes.</summary>
/// <remarks>
/// The operand streams from where its producer left it. Only a second operand (a residual, a gate) of more than half
/// the activation buffer has been to DRAM and comes back, overlapped with the computation. The embedding table lies in
/// DRAM, in the language-model head's format where one is named: the rows looked up are read from there.
/// </remarks>
internal static class VectorSchedule
{
    /// <summary>All steps of a phase in one layer.</summary>
    public static ActivityCounts Time(in RunContext context, VectorOperator vector)
    {
        Design design = context.Design;
        Phase phase = context.Phase;
        long rows = vector.Rows * vector.Instances;
        long elements = vector.ContextAxis == ContextAxis.None || !phase.ContextGrows
            ? rows * vector.WidthAt(phase.Context) * phase.Steps
            : rows * new StaircaseSums.Affine(vector.WidthAt(phase.Context), 1).Sum(phase.Steps);
        long lanes = design.VectorUnit.Lanes;
        int passes = design.VectorUnit.PassesOf(vector);
        long perPosition = rows * passes;
        long first = (perPosition * vector.WidthAt(phase.Context)) + lanes - 1;
        long busy = vector.ContextAxis == ContextAxis.None || !phase.ContextGrows
            ? first / lanes * phase.Steps
            : StaircaseSums.SumOfFloor(phase.Steps, first, perPosition, lanes);
        long activationBits = (long)context.Precision.Activations.Element.Bits;
        long extraBits = elements * (vector.Operands - 1) * activationBits;
        bool isOnChip = extraBits / phase.Steps * 2 <= design.Buffers.Activations.Count;
        long tableBits = (long)Math.Ceiling((context.Precision.Head ?? context.Precision.Activations).Element.Bits);
        long dramBits = vector.Role == OperatorRole.Embedding ? elements * tableBits : isOnChip ? 0 : extraBits;
        DramAccess access = Access(dramBits, vector.Role == OperatorRole.Embedding
            ? vector.WidthAt(phase.Context) * tableBits : design.Buffers.Activations.Count / 2);
        DramRate rate = access.RateOf(design, context.DramRate);
        long dramCycles = rate.CeilCycles(dramBits * DramRate.TicksPerBit);
        long compute = busy + (design.VectorUnit.Latency * phase.Steps);
        return new ActivityCounts
        {
            Cycles = Math.Max(compute, dramCycles),
            ComputeCycles = compute,
            DramCycles = dramCycles,
            VectorOperations = elements * passes,
            ActivationReadBits = elements * vector.Operands * vector.Window * activationBits,
            ActivationReads = elements * vector.Operands * vector.Window,
            ActivationWriteBits = (elements * activationBits) + dramBits,
            DramReadBytes = (dramBits + 7) / 8,
            DramExtraRows = (long)Math.Round(access.ExtraRows(design, 0, dramBits / 8d, 0)),
        };
    }

    /// <param name="run">Consecutive bits that are fetched together: a row of the table, or a block.</param>
    private static DramAccess Access(long bits, long run) => new()
    {
        ActivationBytes = bits / 8d, ActivationRun = Math.Min(bits, run) / 8d,
    };
}
