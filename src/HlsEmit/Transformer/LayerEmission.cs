using System.Globalization;
using Accel.Arch.Designs.TableLookup;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Emission.Hls;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.Library;
using Accel.HlsEmit.TableLookup;
using Accel.Sim.Transformer;

namespace Accel.HlsEmit.Transformer;

/// <summary>
/// A whole decoder layer of ternary weights around a design's engine, as C++ for Vitis HLS: kernel, headers, test bench,
/// vectors of the scalar reference, scripts, host program and manifest.
/// </summary>
public sealed class LayerEmission
{
    private readonly AttentionUnit _attention;
    private readonly LayerPort[] _ports;

    private LayerEmission(EmissionRequest request, LayerShape shape, int context,
        IReadOnlyList<(int Tokens, int Position)> cases)
    {
        (Request, Shape, Context) = (request, shape, context);
        _attention = ((TableLookupFabric)request.Design.Fabric).Attention;
        Engine = new TableLookupEngineFamily().Engine(request.Design, request.Weights, request.Activations);
        Top = Identifier.From(request.Design.Name + "-layer");
        Headers = HlsLibrary.Closure([Engine.Module + ".h", "ternary_decoder_layer.h"]);
        Products = [.. cases.Select(at => DecoderLayerProduct.Create(
            request.Design, shape, at.Tokens, at.Position, request.Seed))];
        _ports = Ports();
        Files = [.. Write().OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    public EmissionRequest Request { get; }

    public LayerShape Shape { get; }

    /// <summary>The longest context.</summary>
    public int Context { get; }

    public Engine Engine { get; }

    /// <summary>The kernel's function.</summary>
    public string Top { get; }

    /// <summary>Headers of the library in it.</summary>
    public IReadOnlyList<HlsHeader> Headers { get; }

    /// <summary>The runs of the test bench.</summary>
    public IReadOnlyList<DecoderLayerProduct> Products { get; }

    /// <summary>Every file, by path.</summary>
    public IReadOnlyList<EmittedFile> Files { get; }

    internal IReadOnlyList<(string Name, long Value)> LayerParameters =>
    [
        ("HIDDEN", Shape.Hidden), ("HEADS", Shape.Heads.Heads), ("KV_HEADS", Shape.Heads.KvHeads),
        ("HEAD_DIM", Shape.Heads.HeadDim), ("FFN", Shape.Ffn), ("MAX_POSITIONS", Context),
        ("QUERIES", _attention.Queries), ("LANES", _attention.Lanes), ("DECODE_LANES", _attention.DecodeLanes),
    ];

    internal IReadOnlyList<LayerPort> Pointers => _ports;

    internal int WeightWordBits => KernelWriter.WordBits(Engine.Inputs.Single(port => port.Name == "weights").Bits);

    /// <summary>Why there is no such kernel, in words that name the key, or null.</summary>
    public static string? WhyNot(EmissionRequest request, LayerShape shape, int context,
        IReadOnlyList<(int Tokens, int Position)> cases)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(cases);
        return request.Design.Fabric is not TableLookupFabric fabric
            ? "a decoder layer is built around an engine of kind table-lookup"
            : HlsEmission.WhyNot(request, KernelInterface.Memory)
                ?? (fabric.Attention.DecodeLanes == 0
                    ? "fabric.attention.decode-lanes is 0: the layer's decode has a unit of its own"
                    : cases.Any(at => at.Tokens + at.Position > context)
                        ? string.Create(CultureInfo.InvariantCulture, $"a context of {context} is too short")
                        : DecoderLayerProduct.WhyNot(request.Design, shape));
    }

    /// <summary>Writes everything in memory.</summary>
    /// <param name="cases">Prompts (at position 0) and single tokens, which the test bench runs.</param>
    /// <exception cref="ArgumentException"><see cref="WhyNot"/> says why.</exception>
    public static LayerEmission Of(EmissionRequest request, LayerShape shape, int context,
        IReadOnlyList<(int Tokens, int Position)> cases) => WhyNot(request, shape, context, cases) is { } reason
        ? throw new ArgumentException(reason, nameof(request)) : new(request, shape, context, cases);

    /// <summary>The three ports of the activations lead to one memory.</summary>
    private LayerPort[] Ports()
    {
        long Words(Func<DecoderLayerProduct, byte[]> image, int bits) =>
            Products.Max(product => image(product).LongLength * 8 / bits);
        long activations = Words(product => product.Activations, LayerPort.WordBits);
        return
        [
            new("weights", false, 0, Words(product => product.Weights, WeightWordBits)),
            new("parameters", false, 1, Words(product => product.Parameters, LayerPort.WordBits)),
            new("turns", false, 1, Words(product => product.Turns, LayerPort.WordBits)),
            new("operands", false, 2, activations), new("seconds", false, 2, activations),
            new("results", true, 2, activations),
            new("keys", true, 3, Words(product => product.Keys, LayerPort.WordBits)),
            new("values", true, 3, Words(product => product.Values, LayerPort.WordBits)),
        ];
    }

    private IEnumerable<EmittedFile> Write()
    {
        EmittedFile[] vectors = [.. Vectors()];
        Dictionary<string, string> values = HlsScripts.Values(Top, Request.Design, isMemory: true,
            [.. vectors.Select(file => Path.GetFileName(file.Path))]);
        values["ENGINE"] = Engine.Module;
        values["DESCRIPTION"] = string.Create(CultureInfo.InvariantCulture,
            $"{Top}: a decoder layer of {Shape.Hidden} elements a token, {Shape.Heads.Heads} heads and ternary weights.");
        values["PARAMETERS"] =
            KernelWriter.Parameters(Engine.Parameters.Select(parameter => (parameter.Name, parameter.Value)));
        values["LAYER"] = KernelWriter.Parameters(LayerParameters);
        values["ARGUMENTS"] = "    int tokens,\n    int position,\n" + string.Join(",\n", _ports.Select(port =>
            $"    {(port.IsWritten ? string.Empty : "const ")}{Word(port)} *{port.Name}"));
        values["INTERFACES"] = string.Join('\n', [.. _ports.Select(Interface), .. _ports.Select(port => port.Name)
            .Concat(Scalars).Select(name => $"#pragma HLS INTERFACE s_axilite port={name} bundle=control")]);
        values["WEIGHT_BYTES"] = (WeightWordBits / 8).ToString(CultureInfo.InvariantCulture);
        values["BANKS"] = string.Join('\n', _ports.Select(port =>
            $"sp={Top}_1.{port.Name}:{HlsScripts.Bank(Request.Design, port.Bank)}"));
        yield return HlsScripts.File($"src/{Top}.h", "layer.h.in", values);
        yield return HlsScripts.File($"src/{Top}.cpp", "layer.cpp.in", values);
        yield return HlsScripts.File($"tb/tb_{Top}.cpp", "bench_layer.cpp.in", values);
        yield return HlsScripts.File("host/host.cpp", "host_layer.cpp.in", values);
        yield return HlsScripts.File("link.cfg", "link.cfg.in", values);
        foreach (EmittedFile file in HlsScripts.Tools(values).Concat(vectors).Concat(Library()))
        {
            yield return file;
        }

        yield return LayerManifest.Of(this);
    }

    private static readonly string[] Scalars = ["tokens", "position", "return"];

    private string Word(LayerPort port) => port.Name == "weights"
        ? $"ap_uint<accel::memory_word<{Top}_engine::weights_bits>::bits>" : "accel::half_word";

    private static string Interface(LayerPort port) => string.Create(CultureInfo.InvariantCulture,
        $"#pragma HLS INTERFACE m_axi port={port.Name} bundle=gmem_{port.Name} offset=slave depth={port.Words}");

    private IEnumerable<EmittedFile> Library() =>
    [
        .. Headers.Select(header => new EmittedFile($"{HlsEmission.SourceFolder}/{header.Name}", header.Text)),
        .. HlsLibrary.BenchHeaders.Select(header =>
            new EmittedFile($"{HlsEmission.BenchFolder}/{header.Name}", header.Text)),
        .. HlsLibrary.StandIns.Select(header =>
            new EmittedFile($"{HlsEmission.StandInFolder}/{header.Name}", header.Text)),
    ];

    /// <summary>The memories of each case before and after, a word a line, and the cases themselves.</summary>
    private IEnumerable<EmittedFile> Vectors()
    {
        const int WordBytes = LayerPort.WordBits / 8;
        yield return Image("cases", [.. Products.SelectMany(product => new[] { product.Tokens, product.Position }
            .SelectMany(BitConverter.GetBytes))], 8);
        for (int i = 0; i < Products.Count; i++)
        {
            DecoderLayerProduct product = Products[i];
            string at = string.Create(CultureInfo.InvariantCulture, $"case{i}_");
            yield return Image(at + "weights", product.Weights, WeightWordBits / 8);
            foreach ((string name, byte[] image) in new[]
            {
                ("parameters", product.Parameters), ("turns", product.Turns), ("activations", product.Activations),
                ("keys", product.Keys), ("values", product.Values),
                ("expected_activations", product.ExpectedActivations), ("expected_keys", product.ExpectedKeys),
                ("expected_values", product.ExpectedValues),
            })
            {
                yield return Image(at + name, image, WordBytes);
            }
        }
    }

    private static EmittedFile Image(string name, byte[] image, int wordBytes) => new(
        $"{HlsEmission.BenchFolder}/{name}.hex", string.Concat(image.Chunk(wordBytes).Select(word =>
        {
            Array.Reverse(word);
            return Convert.ToHexStringLower(word) + "\n";
        })));
}
