using Accel.CostModel.Fpga.Modules;
using static Accel.CostModel.Fpga.Modules.ArithmeticParts;

namespace Accel.CostModel.DspChain;

/// <summary>Where results begin and end in a chain, from its module's parameters.</summary>
internal readonly record struct ChainGeometry(Recipe Module)
{
    public int Slices => Module["SLICES", 16];

    public int Segment => Module["SEGMENT", 8];

    public int Block => Module["BLOCK", 16];

    public int Low => Module["LOW", 8];

    public int High => Module["HIGH", 16];

    public int Weights => Module["WEIGHTS", 1];

    public int Activations => Module["ACTIVATIONS", 2];

    /// <summary>Weights that steps of each kind keep of a block.</summary>
    public IEnumerable<int> Kinds => Low == High ? [Low] : [Low, High];

    /// <summary>Slices of a result, whole groups.</summary>
    public int Span(int kept) => Ceil(Slices / Module["GROUP", 2] * kept, Block) * Module["GROUP", 2];

    public int Results(int kept) => Slices / Span(kept);

    /// <summary>Cycles that a slice's operands wait.</summary>
    public int LateOf(int slice) => slice + (2 * (slice / Segment));
}
