using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Devices;
using Accel.CostModel.DspChain;
using Accel.CostModel.TableLookup;

namespace Accel.CostModel.Fpga;

/// <summary>What a design takes of its device, module by module.</summary>
public sealed record ResourceBreakdown(IReadOnlyList<ResourceModule> Modules)
{
    public FpgaResources Total
    {
        get
        {
            FpgaResources total = default;
            for (int i = 0; i < Modules.Count; i++)
            {
                total += Modules[i].Resources;
            }

            return total;
        }
    }

    /// <summary>The module of a name.</summary>
    /// <exception cref="KeyNotFoundException">The design has none of that name.</exception>
    public FpgaResources this[string name]
    {
        get
        {
            for (int i = 0; i < Modules.Count; i++)
            {
                if (Modules[i].Name == name)
                {
                    return Modules[i].Resources;
                }
            }

            throw new KeyNotFoundException($"no module '{name}'");
        }
    }

    /// <summary>A design's breakdown; null where it is built in a technology.</summary>
    /// <exception cref="ArgumentException">No family here knows the fabric.</exception>
    public static ResourceBreakdown? Of(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        return design.Technology.Device is null ? null : design.Fabric switch
        {
            TableLookupFabric lookup => TableLookupResources.Of(design, lookup),
            DspChainFabric chains => DspChainResources.Of(design, chains),
            _ => throw new ArgumentException($"no resources for fabric '{design.Fabric.Kind}'", nameof(design)),
        };
    }

    /// <summary>What to change so that less is taken of a resource.</summary>
    public static string Advice(Design design, ResourceKind kind)
    {
        ArgumentNullException.ThrowIfNull(design);
        return design.Fabric switch
        {
            TableLookupFabric lookup => TableLookupResources.Advice(design, lookup, kind),
            DspChainFabric chains => DspChainResources.Advice(design, chains, kind),
            _ => "take a larger device",
        };
    }
}
