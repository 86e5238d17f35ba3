using Accel.Sim.Memory;

namespace Accel.Sim.Schedules;

/// <summary>
/// Times and traffic summed over steps, in ticks, without drains; all but <see cref="Ticks"/> of one instance.
/// </summary>
internal struct StepTotals
{
    /// <summary>Time of all instances.</summary>
    public long Ticks { get; private set; }

    public long Compute { get; private set; }

    public long Weights { get; private set; }

    public long Activations { get; private set; }

    public long Stores { get; private set; }

    /// <summary>Partial sums that were written to the output buffer and read back, in elements.</summary>
    public long Partials { get; private set; }

    public void AddPartials(long elements) => Partials += elements;

    public void Add(long ticks, long compute, long weights, long activations, long stores)
    {
        Ticks += ticks;
        Compute += compute;
        Weights += weights;
        Activations += activations;
        Stores += stores;
    }

    /// <summary>Adds so many steps from one to another, between which all but the time is affine.</summary>
    public void AddLine(in StepTotals first, in StepTotals last, long count, long ticks) => Add(
        ticks, Sum(first.Compute, last.Compute, count), Sum(first.Weights, last.Weights, count),
            Sum(first.Activations, last.Activations, count),
        Sum(first.Stores, last.Stores, count));

    private static long Sum(long first, long last, long count) =>
        count == 1 ? first : new StaircaseSums.Affine(first, (last - first) / (count - 1)).Sum(count);
}
