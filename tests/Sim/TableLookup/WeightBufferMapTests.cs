using Accel.Arch.Designs.TableLookup;
using Accel.Sim.TableLookup;

namespace Accel.Tests.Sim.TableLookup;

/// <summary>The worked sizes of BitNet 0.73B: d = 1536, f = 4096, T = 28, G = 3.</summary>
public class WeightBufferMapTests
{
    private static readonly TableLookupFabric Fabric = new() { Group = 3, Tables = 28 };

    [Test]
    public void Sizes_BitNet073B_AreThoseWorkedOut()
    {
        WeightBufferMap map = Map(8);
        Assert.That(map.Gang, Is.EqualTo(2));
        Assert.That(WeightBufferMap.TablesOf(2, 5), Is.EqualTo(28));
        Assert.That((map.Width, map.FeedForward), Is.EqualTo((1596, 4116)));
        Assert.That((map.Squares, map.Steps, map.Channels), Is.EqualTo((3, 19, 1536)));
        LookupEngine engine = LookupEngine.From(Fabric);
        long square = WeightBufferMap.Vectors(engine, 1536, 1536);
        long up = WeightBufferMap.Vectors(engine, 1536, 4096);
        long down = WeightBufferMap.Vectors(engine, 4096, 1536);
        Assert.That((square, up, down), Is.EqualTo((29_184, 77_824, 75_264)));
        Assert.That((4 * square) + (2 * up) + down, Is.EqualTo(347_648));
    }

    [TestCase(6, 24)]
    [TestCase(8, 24)]
    [TestCase(12, 24)]
    [TestCase(24, 24)]
    [TestCase(16, 32)]
    [TestCase(32, 32)]
    [TestCase(48, 48)]
    public void UramsByEquation9_OfLookups_AreThoseWorkedOut(int lookups, int urams) =>
        Assert.That(Map(lookups).UramsByEquation9, Is.EqualTo(urams));

    [TestCase(6, 48)]
    [TestCase(8, 48)]
    [TestCase(12, 48)]
    [TestCase(16, 48)]
    [TestCase(24, 48)]
    [TestCase(32, 64)]
    [TestCase(48, 48)]
    public void Urams_OfLookups_HoldEveryMatrix(int lookups, int urams)
    {
        WeightBufferMap map = Map(lookups);
        Assert.That(map.Urams, Is.EqualTo(urams));
        Assert.That(map.Urams / map.Gang * WeightBufferMap.UramWords, Is.GreaterThanOrEqualTo(77_824));
    }

    [TestCase(8, 1536, 4096)]
    [TestCase(7, 1536, 4096)]
    [TestCase(1, 200, 333)]
    [TestCase(6, 500, 1200)]
    public void Place_EveryVectorOfAShape_IsItsOwnWord(int lookups, long d, long f)
    {
        WeightBufferMap map = new(Fabric with { Lookups = lookups }, d, f);
        foreach ((WeightShape shape, long k, long n) in
            new[] { (WeightShape.Square, d, d), (WeightShape.Up, d, f), (WeightShape.Down, f, d) })
        {
            HashSet<(long, long)> taken = [];
            for (long a = 0; a < k; a += Fabric.StepWidth)
            {
                for (long first = 0; first < n; first += lookups)
                {
                    Dictionary<long, int> ports = [];
                    for (long b = first; b < Math.Min(n, first + lookups); b++)
                    {
                        WeightPlace place = map.Place(shape, a, b);
                        Assert.That(place.Word, Is.LessThan(map.BankWords));
                        Assert.That(taken.Add((place.Bank, place.Word)), $"{shape} {a} {b}");
                        ports[place.Bank] = ports.GetValueOrDefault(place.Bank) + 1;
                    }

                    Assert.That(ports.Values, Has.All.LessThanOrEqualTo(2), $"{shape} {a} {first}: two ports a bank");
                }
            }
        }
    }

    [Test]
    public void Place_OfTheShapes_DividesAsThePaperDoes()
    {
        WeightBufferMap map = Map(8);
        Assert.That(Coordinates(WeightShape.Square, 1535, 1535), Is.EqualTo((0, 18, 1535)));
        Assert.That(Coordinates(WeightShape.Up, 84, 1536), Is.EqualTo((1, 1, 0)));
        Assert.That(Coordinates(WeightShape.Up, 83, 4095), Is.EqualTo((2, 0, 1023)));
        Assert.That(Coordinates(WeightShape.Down, 1596, 7), Is.EqualTo((1, 0, 7)));
        Assert.That(Coordinates(WeightShape.Down, 1595, 7), Is.EqualTo((0, 18, 7)));

        (long, long, long) Coordinates(WeightShape shape, long a, long b)
        {
            WeightPlace place = map.Place(shape, a, b);
            return (place.X, place.Y, place.Z);
        }
    }

    private static WeightBufferMap Map(int lookups) => new(Fabric with { Lookups = lookups }, 1536, 4096);
}
