using Accel.Arch.Designs.Systolic;
using Accel.HlsEmit.Vectors;
using Accel.Sim.Systolic;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>An array of the hardware library, and how its operands come.</summary>
/// <param name="Depth">Vectors that stream past one stationary fold.</param>
/// <param name="PausePercent">How often nothing is offered in a cycle in which the array would take something.</param>
internal sealed record ArrayCase(
    Dataflow Dataflow, int Rows, int Columns, int AccumulatorBits, int Depth, int PausePercent)
{
    public SystolicArray Array { get; } =
        new(Rows, Columns, Dataflow, 1, 8, 8, AccumulatorBits, Depth, false, false);

    /// <summary>A word for each place of an edge; where nothing is given, anything.</summary>
    public static void PutEdge(BitWord word, Random random, int places, int bits, Func<int, long?> at)
    {
        for (int place = 0; place < places; place++)
        {
            word.Put(at(place) ?? random.NextInt64(), bits);
        }
    }

    /// <summary>The sums of one cycle; columns from which nothing leaves hold anything.</summary>
    public void PutSums(BitWord word, Dictionary<int, long> leaving)
    {
        for (int column = 0; column < Columns; column++)
        {
            bool leaves = leaving.Remove(column, out long sum);
            word.Put(sum, AccumulatorBits, matters: leaves);
        }

        Assert.That(leaving, Is.Empty, "sums leave the columns in use");
    }
}
