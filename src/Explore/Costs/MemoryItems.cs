using Accel.Arch.Devices;
using Accel.Arch.Technologies;
using Accel.Arch.Yaml;
using Accel.CostModel.Estimates;
using Accel.CostModel.Fpga;
using Accel.CostModel.Fpga.Modules;
using Accel.CostModel.Sram;

namespace Accel.Explore.Costs;

/// <summary>Memories on the chip.</summary>
internal static class MemoryItems
{
    private const long MostBytes = 1L << 30;

    private const int MostBits = 65536;

    private const long MostWords = 1 << 20;

    /// <summary>Words up to which distributed RAM keeps a bit in one LUT (UG574).</summary>
    private const long WordsOfALut = 64;

    public static IReadOnlyList<CostItem> All { get; } =
    [
        new CostItem<Sram>("sram", "A memory; an access wakes one bank over its full width.",
            new Schema<Sram>(() => new Sram(), CheckSram)
                .Value("bytes", "Size of all banks.", Kinds.WholeLong(1, MostBytes),
                    (sram, value) => sram with { Bytes = value }, isRequired: true)
                .Value("width", "Bits of the port.", Kinds.Whole(1, MostBits),
                    (sram, value) => sram with { Width = value }, isRequired: true)
                .Value("flavour", "Cells; the technology's first when left out.",
                    Kinds.Choice(("lstp", "lstp"), ("lop", "lop"), ("hp", "hp"), ("published", "published")),
                    (sram, value) => sram with { Flavour = value })
                .Value("temperature-k", "Junction in kelvin; the flavour's first when left out.",
                    Kinds.Whole(200, 450), (sram, value) => sram with { Kelvin = value })
                .Value("banks", "Banks with words interleaved.", Kinds.Whole(1, 1024),
                    (sram, value) => sram with { Banks = value })
                .Value("ports", "1 for one that reads or writes, 2 for one of each.", Kinds.Whole(1, 2),
                    (sram, value) => sram with { Ports = value }), PriceSram),
        new CostItem<Registers>("regfile", "A memory of flip-flops with one write port.",
            new Schema<Registers>(() => new Registers(), CheckRegisters)
                .Value("words", "Rows.", Kinds.WholeLong(1, MostWords), (file, value) => file with { Words = value },
                    isRequired: true)
                .Value("bits", "Bits of a row.", Kinds.Whole(1, MostBits), (file, value) => file with { Bits = value },
                    isRequired: true)
                .Value("ports", "Read ports.", Kinds.Whole(1, 64), (file, value) => file with { Ports = value }),
            PriceRegisters),
    ];

    private static CostNode PriceSram(Sram sram, Technology place)
    {
        if (place.Device is { } device)
        {
            return OnDevice(sram, device, place.Name);
        }

        SramMacros macros = SramMacros.Of(place, sram.Flavour, sram.Kelvin);
        return BankedSram.Of(macros, RegisterPrices.IsPriced(place) ? RegisterPrices.Of(place) : null,
            sram.Bytes, sram.Width, sram.Banks, sram.Ports ?? 1, place.SupplyVolts);
    }

    private static CostNode PriceRegisters(Registers file, Technology place)
    {
        if (place.Device is null)
        {
            return RegisterFile.Of(RegisterPrices.Of(place), file.Words, file.Bits, file.Ports);
        }

        Estimate memory = new()
        {
            Resources = LutRam(file.Words, file.Bits, file.Ports),
            Source = "distributed RAM, a copy for each read port (UG574)",
        };
        int blocks = (int)((file.Words + WordsOfALut - 1) / WordsOfALut);
        return blocks == 1 ? CostNode.Leaf("register-file", 1, memory) : CostNode.Of("register-file", 1,
            CostNode.Leaf("memory", 1, memory),
            CostNode.Leaf("read-multiplexer", file.Ports, SelectionParts.Mux(blocks, file.Bits).ToEstimate()),
            CostNode.Leaf("write-enables", file.Ports, StorageParts.WriteEnables(blocks).ToEstimate()));
    }

    /// <summary>Distributed RAM where a bit fits a LUT, else the blocks that keep the fewest bits unused.</summary>
    /// <exception cref="NotPricedException">A parameter says nothing of an FPGA's memories.</exception>
    private static CostNode OnDevice(Sram sram, FpgaDevice device, string place)
    {
        Refuse("flavour", sram.Flavour is not null, "has no choice of cells");
        Refuse("temperature-k", sram.Kelvin is not null, "has no leakage of single memories");
        Refuse("ports", sram.Ports is not null, "has memories with a read and a write port each");
        long words = (Words(sram) + sram.Banks - 1) / sram.Banks;
        double block = FabricMemory.BlockRam(words, sram.Width);
        double ultra = FabricMemory.UltraRam(words, sram.Width);
        const double BitsOfABlock = 36 * 1024;
        const double BitsOfAnUltra = 72 * 4096;
        (string name, FpgaResources each) = words <= WordsOfALut
            ? ("lutram", LutRam(words, sram.Width, 1))
            : device.Capacity.Urams > 0 && ultra * BitsOfAnUltra <= block * BitsOfABlock
                ? ("uram", new FpgaResources(0, 0, 0, 0, ultra))
                : ("bram", new FpgaResources(0, 0, 0, block, 0));
        return CostNode.Of("sram", 1, CostNode.Leaf(name, sram.Banks, new Estimate
        {
            Resources = each, Source = "geometry of the device's memories (UG573, UG574)",
        }));

        void Refuse(string key, bool isGiven, string reason)
        {
            if (isGiven)
            {
                throw new NotPricedException($"{place} {reason}", $"leave {key} out") { Parameter = key };
            }
        }
    }

    private static FpgaResources LutRam(long words, int bits, int ports) =>
        new FpgaResources(1, 0, 0, 0, 0, 1) * FabricMemory.DistributedRam((int)words, bits, ports);

    private static long Words(Sram sram) => ((sram.Bytes * 8) + sram.Width - 1) / sram.Width;

    private static void CheckSram(Sram sram, MapNode map, string path, BindContext context)
    {
        if (sram.Bytes * 8 < (long)sram.Width * sram.Banks)
        {
            context.Diagnostics.Error(Arch.Diagnostics.DiagnosticCodes.Inconsistent, map.Where,
                $"{path} of {sram.Bytes} bytes has no word of {sram.Width} bits for each of {sram.Banks} banks",
                "fewer banks, a narrower port or more bytes");
        }
    }

    private static void CheckRegisters(Registers file, MapNode map, string path, BindContext context)
    {
        if (file.Words * file.Bits > MostBytes)
        {
            context.Diagnostics.Error(Arch.Diagnostics.DiagnosticCodes.Range, map.Where,
                $"{path} may have at most {MostBytes} bits, got {file.Words} words of {file.Bits}");
        }
    }

    private sealed record Sram(
        long Bytes = 0, int Width = 0, string? Flavour = null, int? Kelvin = null, int Banks = 1, int? Ports = null);

    private sealed record Registers(long Words = 0, int Bits = 0, int Ports = 1);
}
