using Accel.Arch.Designs;
using Accel.Arch.Formats;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.CostModel;

namespace Accel.Explore.Configuration;

/// <summary>Remembers the prices of the last design point, which neighbours along most axes share.</summary>
/// <remarks>
/// Weight formats enter prices through the width of the buffer's port and the fabric's price key alone. Parts of a
/// design that no setter touched are the very same objects, so that references tell what is unchanged.
/// </remarks>
internal sealed class PriceMemo
{
    private readonly Dictionary<Technology, PriceBook> _books = new(ReferenceEqualityComparer.Instance);
    private Design? _design;
    private long _weightPort;
    private long _priceKey;
    private TensorFormat? _activations;
    private PriceList _prices;

    public ref readonly PriceList Of(Design design, Precision precision)
    {
        long weightPort = design.WeightPortBits(precision);
        long priceKey = design.Fabric.PriceKey(precision);
        if (_design is not { } last || !ReferenceEquals(last.Fabric, design.Fabric)
            || !ReferenceEquals(last.Buffers, design.Buffers) || !ReferenceEquals(last.VectorUnit, design.VectorUnit)
            || !ReferenceEquals(last.Technology, design.Technology)
                || !ReferenceEquals(last.Dram.Type, design.Dram.Type)
            || last.Clock != design.Clock || last.Voltage != design.Voltage
            || _weightPort != weightPort || _priceKey != priceKey
            || !ReferenceEquals(_activations, precision.Activations))
        {
            _prices = PriceList.Compile(Book(design.Technology), design, precision);
            (_design, _weightPort, _priceKey, _activations) = (design, weightPort, priceKey, precision.Activations);
        }

        return ref _prices;
    }

    /// <summary>Two technologies may share a name; the object tells them apart.</summary>
    private PriceBook Book(Technology technology)
    {
        if (!_books.TryGetValue(technology, out PriceBook? book))
        {
            book = new PriceBook(technology);
            _books.Add(technology, book);
        }

        return book;
    }
}
