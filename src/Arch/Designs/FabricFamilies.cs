using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Yaml;

namespace Accel.Arch.Designs;

/// <summary>The families of fabrics. A new family adds one line here.</summary>
public static class FabricFamilies
{
    public static readonly IReadOnlyList<Variant<Fabric>> All =
    [
        new Variant<Fabric, BitSerialFabric>(BitSerialFabric.KindName, BitSerialSchema.Instance),
        new Variant<Fabric, SystolicFabric>(SystolicFabric.KindName, SystolicSchema.Instance),
        new Variant<Fabric, TableLookupFabric>(TableLookupFabric.KindName, TableLookupSchema.Instance),
        new Variant<Fabric, DspChainFabric>(DspChainFabric.KindName, DspChainSchema.Instance),
    ];
}
