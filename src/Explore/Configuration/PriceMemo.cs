using Accel.Arch.Designs;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.CostModel;

namespace Accel.Explore.Configuration;

/// <summary>The prices of design points, compiled once for all points that share them.</summary>
/// <remarks>
/// Weight formats enter prices through the width of the buffer's port and the fabric's price key alone, and the clock
/// through its value, which may be left to the PEs.
/// </remarks>
internal sealed class PriceMemo(MemoTable<PriceList> table)
{
    private readonly Dictionary<Technology, PriceBook> _books = new(ReferenceEqualityComparer.Instance);
    private MemoKey _key = MemoKey.None;
    private PriceList _prices;

    /// <param name="version">The combination of the axes that prices depend on.</param>
    public ref readonly PriceList Of(Design design, Precision precision, long version)
    {
        MemoKey key = new(version, BitConverter.DoubleToInt64Bits(design.Clock.Value),
            design.WeightPortBits(precision), design.Fabric.PriceKey(precision));
        if (key != _key)
        {
            if (!table.TryGet(key, out _prices))
            {
                _prices = PriceList.Compile(Book(design.Technology), design, precision);
                table.Set(key, _prices);
            }

            _key = key;
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
