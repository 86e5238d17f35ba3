using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;

namespace Accel.Sim.TableLookup;

/// <summary>How a matrix is cut along its channels where buffers do not hold it whole.</summary>
/// <remarks>
/// A part's index vectors fit the weight buffer, or half of it where the next part is loaded meanwhile; its sums fit the
/// output buffer, which is the accumulators. All parts but the last are alike, and whole iterations where that many
/// channels fit. A part has a channel at least, whether or not that fits.
/// </remarks>
/// <param name="Whole">Parts of <paramref name="Channels"/>.</param>
/// <param name="Last">Channels of the part behind them; 1 at least.</param>
public readonly record struct WeightParts(long Whole, long Channels, long Last)
{
    public long Count => Whole + 1;

    /// <summary>The parts of a matrix of K x N.</summary>
    public static WeightParts Of(in LookupEngine engine, TableLookupFabric fabric, BufferSet buffers, long k, long n)
    {
        ArgumentNullException.ThrowIfNull(fabric);
        ArgumentNullException.ThrowIfNull(buffers);
        long bits = fabric.OverlapsLoad ? buffers.Weights.Count / 2 : buffers.Weights.Count;
        long stored = WeightBufferMap.Capacity(bits, engine.VectorBits) / engine.Steps(k);
        long channels = Math.Min(stored, buffers.Outputs.Count / LookupEngine.SumBits);
        if (channels >= n)
        {
            return new WeightParts(0, n, n);
        }

        channels = channels >= engine.Lookups ? channels - (channels % engine.Lookups) : Math.Max(1, channels);
        long whole = (n - 1) / channels;
        return new WeightParts(whole, channels, n - (whole * channels));
    }
}
