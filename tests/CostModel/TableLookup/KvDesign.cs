using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Tests.Conformance;

namespace Accel.Tests.CostModel.TableLookup;

/// <summary>TeLLMe v2 as the cost model takes it, whatever the shipped file has for what is unpublished.</summary>
internal static class KvDesign
{
    public const int Lookups = 24;

    public static TableLookupFabric Fabric { get; } = new()
    {
        Lookups = Lookups, Attention = new AttentionUnit { Queries = 4, Lanes = 2, DecodeLanes = 16 },
    };

    public static Design Of(TableLookupFabric fabric, string device = "kv260") => Base with
    {
        Fabric = fabric, Technology = device == "kv260" ? Base.Technology : Device(device),
    };

    public static Design Tellme => Of(Fabric);

    private static Design Base { get; } = ShippedFiles.Design("tellme-kv260") with
    {
        Buffers = new BufferSet
        {
            Weights = Accel.Arch.Units.Bits.FromKibibytes(1536),
            Activations = Accel.Arch.Units.Bits.FromKibibytes(64),
            Outputs = Accel.Arch.Units.Bits.FromKibibytes(32),
        },
        VectorUnit = new VectorUnit { Lanes = 16 },
    };

    private static Accel.Arch.Technologies.Technology Device(string name) => Accel.Tests.Support.Shipped.Device(name);
}
