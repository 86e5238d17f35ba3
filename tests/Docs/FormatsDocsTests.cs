using System.Globalization;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Formats;

namespace Accel.Tests.Docs;

/// <summary>docs/formats.md has every format, what it stores and what the bit-serial PE makes of it.</summary>
public class FormatsDocsTests
{
    private const long K = 4096;

    private static readonly BitSerialFabric Fabric = new();

    [Test]
    public void Formats_InTheTable_AreThoseOfTheProgram() => DocumentBlock.Check("formats.md", "formats",
        new[] { "| format | what | bits of a code | stored bits, K = 4096 | terms |", "|---|---|---:|---:|---:|" }
            .Concat(NumberFormats.All.Select(Line)));

    private static string Line(NumberFormat format)
    {
        TensorFormat tensor = TensorFormat.Parse(format.CarriesOwnExponent ? format.Name : $"{format.Name}/128");
        string terms = Fabric.WhyNot(tensor, TensorFormat.Parse("fp16")) is null
            ? Fabric.CyclesPerBeat(format).ToString(CultureInfo.InvariantCulture)
            : "-";
        return string.Create(CultureInfo.InvariantCulture,
            $"| `{format.Name}` | {format.Summary} | {format.Bits} | {tensor.BitsPerElement(K):F3} | {terms} |");
    }
}
