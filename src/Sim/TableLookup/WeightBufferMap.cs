using Accel.Arch.Designs.TableLookup;

namespace Accel.Sim.TableLookup;

/// <summary>How a model's index vectors lie in URAMs (TeLLMe, arXiv 2510.15926, Sec. 3).</summary>
/// <remarks>
/// <para>
/// A vector of T x B bits takes a word of c = ceil(T B / 72) URAMs side by side. Banks are as many as half the lookups,
/// channels lie in them cyclically, and a bank has two ports: Q channels in a row read in one cycle.
/// </para>
/// <para>
/// One array of X x Y x Z vectors serves three shapes, Y = d' / (T G) steps deep and Z = d channels wide: a d x d
/// matrix takes its first square, d x f and f x d take X = ceil(f' / d') squares, along the channels or along the
/// reduction. d' and f' are d and f padded to whole steps. Request (a, b), a along the reduction and b along the
/// channels, is at x = 0, or b / Z for <see cref="WeightShape.Up"/>, or a / d' for <see cref="WeightShape.Down"/>; y =
/// (a mod d') / (T G); z = b mod Z. Here Z is d rounded up to whole iterations, so that the channels of one never
/// straddle squares; the paper has plain d, which is the same when Q divides it.
/// </para>
/// </remarks>
public sealed class WeightBufferMap
{
    /// <summary>Bits of a URAM's word.</summary>
    public const int UramWordBits = 72;

    /// <summary>Words of a URAM.</summary>
    public const int UramWords = 4096;

    private readonly int _stepWidth;
    private readonly int _lookups;

    /// <param name="width">d.</param>
    /// <param name="feedForward">f.</param>
    public WeightBufferMap(TableLookupFabric fabric, long width, long feedForward)
    {
        ArgumentNullException.ThrowIfNull(fabric);
        (_stepWidth, _lookups, Gang) = (fabric.StepWidth, fabric.Lookups, GangOf(fabric.VectorBits));
        Width = PaddedTo(width, _stepWidth);
        FeedForward = PaddedTo(feedForward, _stepWidth);
        Channels = PaddedTo(width, _lookups);
        OutputChannels = width;
        Steps = Width / _stepWidth;

        // Along channels squares are Z wide, along the reduction d' deep: as many as the larger count of both.
        Squares = Math.Max(CeilDivide(FeedForward, Width), CeilDivide(feedForward, Channels));
    }

    /// <summary>c: URAMs side by side.</summary>
    public int Gang { get; }

    /// <summary>Banks: half the lookups.</summary>
    public long Banks => BanksOf(_lookups);

    /// <summary>d': d padded to whole steps.</summary>
    public long Width { get; }

    /// <summary>f': f padded to whole steps.</summary>
    public long FeedForward { get; }

    /// <summary>X: squares.</summary>
    public long Squares { get; }

    /// <summary>Y: steps of a square.</summary>
    public long Steps { get; }

    /// <summary>Z: channels of a square.</summary>
    public long Channels { get; }

    /// <summary>d itself.</summary>
    public long OutputChannels { get; }

    /// <summary>Words of each bank.</summary>
    public long BankWords => Squares * Steps * CeilDivide(Channels, Banks);

    /// <summary>URAMs that hold the whole array.</summary>
    public long Urams => CeilDivide(BankWords, UramWords) * Gang * Banks;

    /// <summary>URAMs by the paper's equation 9: ceil((Y / Q) ceil(X / (T G)) / 4096) c Q / 2, X = f', Y = d.</summary>
    /// <remarks>
    /// It divides the channels over Q, and then counts Q / 2 banks, so that what it counts holds half of an f x d
    /// matrix: 24 URAMs for Q = 8 have 49,152 words for 75,264 vectors. <see cref="Urams"/> counts words by banks: 48
    /// for d = 1536, f = 4096 and every Q of 6, 8, 12, 16, 24 and 48, which is what the paper reports for its weight
    /// buffer. Kept to be compared. A quotient of channels that is not whole is rounded up.
    /// </remarks>
    public long UramsByEquation9 =>
        CeilDivide(CeilDivide(OutputChannels, _lookups) * (FeedForward / _stepWidth), UramWords) * Gang * Banks;

    /// <summary>c = ceil(T B / 72).</summary>
    public static int GangOf(int vectorBits) => (vectorBits + UramWordBits - 1) / UramWordBits;

    /// <summary>The most tables whose vector fits c URAMs: floor(72 c / B).</summary>
    /// <remarks>
    /// The paper's equation 7 prints a ceiling, which for c = 2 and B = 5 gives 29 tables and 145 bits of 144.
    /// </remarks>
    public static int TablesOf(int gang, int indexBits) => UramWordBits * gang / indexBits;

    /// <summary>Index vectors of a matrix.</summary>
    public static long Vectors(in LookupEngine engine, long k, long n) => engine.Steps(k) * n;

    /// <summary>The index vectors that a buffer of so many bits holds, in words of c x 72 bits.</summary>
    public static long Capacity(long bits, int vectorBits) => bits / (GangOf(vectorBits) * UramWordBits);

    /// <summary>Where the vector of a request lies.</summary>
    /// <param name="reduction">a: index of an activation.</param>
    /// <param name="channel">b.</param>
    public WeightPlace Place(WeightShape shape, long reduction, long channel)
    {
        long x = shape switch
        {
            WeightShape.Square => 0,
            WeightShape.Up => channel / Channels,
            _ => reduction / Width,
        };
        long y = reduction % Width / _stepWidth;
        long z = channel % Channels;
        long word = (((x * Steps) + y) * CeilDivide(Channels, Banks)) + (z / Banks);
        return new WeightPlace(x, y, z, z % Banks, word);
    }

    private static long BanksOf(int lookups) => (lookups + 1) / 2;

    private static long PaddedTo(long extent, long unit) => CeilDivide(extent, unit) * unit;

    private static long CeilDivide(long dividend, long divisor) => (dividend + divisor - 1) / divisor;
}
