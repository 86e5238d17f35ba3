using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.HlsEmit.Engines;
using Accel.Sim.TableLookup;

namespace Accel.HlsEmit.TableLookup;

/// <summary>Sizes of the memories of <c>tablelookup_engine</c> and of a beat of its weights, of a design.</summary>
/// <remarks>
/// A word of the weight buffer is the index vectors of an iteration, a channel beyond N included: a matrix takes
/// ceil(K / (T G)) times ceil(N / Q) words. Larger ones are cut before (<see cref="WeightParts"/>).
/// </remarks>
public sealed class LookupGeometry
{
    private readonly LookupEngine _engine;

    /// <exception cref="ArgumentException">The design's fabric is of another family.</exception>
    public LookupGeometry(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        Fabric = design.Fabric as TableLookupFabric
            ?? throw new ArgumentException($"a fabric of kind {design.Fabric.Kind}", nameof(design));
        _engine = LookupEngine.From(Fabric);
        Halves = Fabric.OverlapsLoad ? 2 : 1;
        long vectors = WeightBufferMap.Capacity(design.Buffers.Weights.Count / Halves, Fabric.VectorBits);
        Words = AtLeastOne(vectors, Fabric.Lookups);
        Depth = AtLeastOne(design.Buffers.Outputs.Count / LookupEngine.SumBits, Fabric.Lookups);
        BeatVectors = Math.Clamp(WeightLoader.Default.VectorsPerBeat(Fabric.VectorBits), 1, Fabric.Lookups);
    }

    public TableLookupFabric Fabric { get; }

    /// <summary>Parts of the weight buffer: one, or two where the next matrix is loaded meanwhile.</summary>
    public int Halves { get; }

    /// <summary>Words of each part.</summary>
    public int Words { get; }

    /// <summary>Iterations that the accumulators have room for.</summary>
    public int Depth { get; }

    /// <summary>
    /// Index vectors of a beat of weights: as many as DRAM's ports bring in a cycle, but not more than a word has.
    /// </summary>
    public int BeatVectors { get; }

    /// <summary>Beats that a word takes when it has all its channels.</summary>
    public int BeatsOfAWord => (Fabric.Lookups + BeatVectors - 1) / BeatVectors;

    /// <summary>Bits of a beat of weights, in whole bytes.</summary>
    public int BeatBits => ((BeatVectors * Fabric.VectorBits) + 7) / 8 * 8;

    /// <summary>Whether buffer and accumulators hold a product whole.</summary>
    public bool Holds(ProductShape shape) =>
        _engine.Iterations(shape.N) <= Depth && _engine.Steps(shape.K) * _engine.Iterations(shape.N) <= Words;

    private static int AtLeastOne(long count, int unit) => (int)Math.Max(1, (count + unit - 1) / unit);
}
