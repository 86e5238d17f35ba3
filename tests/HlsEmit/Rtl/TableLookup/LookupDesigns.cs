using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats;
using Accel.Arch.Units;
using Accel.HlsEmit.Emission;
using Accel.Tests.Conformance;

namespace Accel.Tests.HlsEmit.Rtl.TableLookup;

/// <summary>Small designs with what the shipped one does not have, each in some of them.</summary>
internal static class LookupDesigns
{
    public static TensorFormat Weights { get; } = TensorFormat.Parse("ternary");

    public static TensorFormat Activations { get; } = TensorFormat.Parse("int8");

    public static IReadOnlyList<EmissionRequest> Others { get; } =
    [
        Request(new TableLookupFabric
        {
            Group = 2, Tables = 3, Lookups = 5, Variant = LookupVariant.Naive, OverlapsLoad = true,
        }),
        Request(new TableLookupFabric
        {
            Group = 3, Tables = 3, Lookups = 2, Variant = LookupVariant.Half, OverlapsBuild = false,
        }),

        // Vectors of 152 bits: a word comes in two beats.
        Request(new TableLookupFabric { Group = 1, Tables = 76, Lookups = 6 }),
    ];

    private static EmissionRequest Request(TableLookupFabric fabric) => new()
    {
        Design = ShippedFiles.Design("tellme-kv260") with
        {
            Fabric = fabric,
            Buffers = new BufferSet { Weights = Bits.FromKibibytes(8), Outputs = Bits.FromKibibytes(1) },
        },
        Weights = Weights, Activations = Activations, Version = "0",
    };
}
