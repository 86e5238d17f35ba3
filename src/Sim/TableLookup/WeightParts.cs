using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;

namespace Accel.Sim.TableLookup;

/// <summary>How a matrix is cut along its channels where buffers do not hold it whole.</summary>
/// <remarks>
/// A part's index vectors fit the weight buffer, or half of it where the next part is loaded meanwhile, and take the
/// room of whole iterations there (<see cref="WeightBufferMap"/>); its sums fit the output buffer, which is the
/// accumulators. There are as few parts as that allows, of iterations that differ by one at most, so that none is
/// shorter beside the building of tables than it must be. Where a buffer has no room for the channels of an iteration,
/// parts are of as many as fit, and of one at least, whether or not that fits.
/// </remarks>
/// <param name="Larger">Parts that have one iteration more than the others.</param>
/// <param name="Smaller">Parts of the others, without the last.</param>
/// <param name="Channels">Channels of a smaller part.</param>
/// <param name="Iteration">Channels of an iteration.</param>
/// <param name="Last">Channels of the last part: those of a smaller one, or less at the edge of N.</param>
public readonly record struct WeightParts(long Larger, long Smaller, long Channels, long Iteration, long Last)
{
    /// <summary>Kinds of parts, each of parts that are alike.</summary>
    public const int Kinds = 3;

    public long Count => Larger + Smaller + 1;

    /// <summary>How many parts there are of a kind, and their channels.</summary>
    public (long Count, long Channels) this[int kind] => kind switch
    {
        0 => (Larger, Channels + Iteration),
        1 => (Smaller, Channels),
        _ => (1, Last),
    };

    /// <summary>The parts of a matrix of K x N.</summary>
    public static WeightParts Of(in LookupEngine engine, TableLookupFabric fabric, BufferSet buffers, long k, long n)
    {
        ArgumentNullException.ThrowIfNull(fabric);
        ArgumentNullException.ThrowIfNull(buffers);
        long bits = fabric.OverlapsLoad ? buffers.Weights.Count / 2 : buffers.Weights.Count;
        long stored = WeightBufferMap.Capacity(bits, engine.VectorBits) / engine.Steps(k);
        stored -= stored > engine.Lookups ? stored % engine.Lookups : 0;
        long fitting = Math.Max(1, Math.Min(stored, buffers.Outputs.Count / LookupEngine.SumBits));
        if (fitting >= n)
        {
            return new WeightParts(0, 0, n, 0, n);
        }

        long iteration = Math.Min(fitting, engine.Lookups);
        long iterations = (n + iteration - 1) / iteration;
        long each = fitting / iteration;
        long parts = (iterations + each - 1) / each;
        long larger = iterations % parts;
        long channels = iterations / parts * iteration;
        long missing = (iterations * iteration) - n;
        return new WeightParts(larger, parts - larger - 1, channels, iteration, channels - missing);
    }
}
