using System.CommandLine;
using System.Globalization;
using Accel.Arch.Designs;
using Accel.Arch.Devices;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Cli.Output;
using Accel.CostModel;
using Accel.CostModel.Estimates;
using Accel.CostModel.Fpga.Modules;
using Accel.Explore.Runs;
using Accel.Explore.Reproductions;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Emission.Hls;
using Accel.HlsEmit.Engines;

namespace Accel.Cli.Commands;

/// <summary><c>accel emit</c>: a design as sources for synthesis, with a test bench and what it needs.</summary>
internal static class EmitCommand
{
    /// <summary>The targets, in the order of help.</summary>
    public const string Verilog = "verilog", Hls = "hls";

    private const string Memory = "m-axi", Stream = "axi-stream";

    public static Command Create()
    {
        Argument<string> design = CommonOptions.Design();
        Option<string> target = Target();
        Option<string?> layer = new("--decoder-layer")
        {
            Description = "With --target hls: a decoder layer of a model around the engine, not the engine alone.",
            HelpName = "MODEL",
        };
        Option<string[]> products = new("--product")
        {
            Description = "A product of the test bench, instead of small ones with edges; may be given again.",
            HelpName = "MxKxN",
        };
        Option<string> folder = CommonOptions.Output("--out", "DIR",
            "The output folder: sources, test bench, scripts and manifest.json.", "-o");
        Option<string> ports = new("--interface")
        {
            Description = "How a kernel of C++ meets its surroundings: m-axi (memory) or axi-stream.",
            HelpName = "KIND", DefaultValueFactory = _ => Memory,
        };
        ports.AcceptOnlyFromAmong(Memory, Stream);
        Option<string[]> set = CommonOptions.Set();
        Option<bool> json = CommonOptions.Json();
        Command command = new("emit", """
            Write a design as Verilog or as C++ for Vitis HLS: sources, a test bench with vectors of the cycle-stepped
            machine, scripts for the tools that take them, and manifest.json. The same design gives the same bytes. An
            emission that is in the folder already is replaced, and what else is there stays.

            Examples:
              accel emit systolic-int8 --target verilog --out out/systolic
              accel emit bitmod-28nm --target verilog --out out/bitmod --set precision.weights=fp4-er-ea/128
              accel emit tellme-kv260 --target hls --out out/tellme
              accel emit tellme-kv260 --target hls --out out/product --product 1x1536x4096
              accel emit tellme-kv260 --target hls --out out/layer --decoder-layer bitnet-b1.58-0.7b
            """)
        {
            design, target, ports, products, layer, folder, set, json,
        };
        command.SetAction(parsed =>
        {
            string[] texts = parsed.GetValue(products) ?? [];
            KernelInterface kind =
                parsed.GetRequiredValue(ports) == Stream ? KernelInterface.Stream : KernelInterface.Memory;
            string? model = parsed.GetValue(layer);
            DemandSense(parsed.GetRequiredValue(target), kind, model, texts);
            return model is not null
                ? DecoderLayer.Execute(parsed.GetRequiredValue(design), model, parsed.GetRequiredValue(folder),
                    parsed.GetValue(set) ?? [], parsed.GetValue(json))
                : Execute(parsed.GetRequiredValue(design), parsed.GetRequiredValue(target), kind, Products(texts),
                    parsed.GetRequiredValue(folder), parsed.GetValue(set) ?? [], parsed.GetValue(json));
        });
        return command;
    }

    /// <exception cref="InputException">An option says nothing beside the others.</exception>
    private static void DemandSense(string target, KernelInterface ports, string? layer, string[] products)
    {
        string? nonsense = target != Hls && ports == KernelInterface.Stream
                ? "--interface: Verilog has AXI4-Streams always"
            : target != Hls && layer is not null ? "--decoder-layer: only --target hls has one"
            : layer is not null && ports == KernelInterface.Stream ? "--interface: a decoder layer is behind memory"
            : layer is not null && products.Length > 0 ? "--product: a decoder layer's bench has runs of its own"
            : null;
        if (nonsense is not null)
        {
            throw new InputException(
                DiagnosticCodes.Argument, new SourceLocation("command line"), nonsense, "leave it out");
        }
    }

    /// <summary>What to write.</summary>
    public static Option<string> Target()
    {
        Option<string> target = new("--target")
        {
            Description = "What to write: verilog or hls.", HelpName = "TARGET", DefaultValueFactory = _ => Verilog,
        };
        target.AcceptOnlyFromAmong(Verilog, Hls);
        return target;
    }

    /// <summary>What is emitted of a design: its fabric in the formats of its weights and activations.</summary>
    /// <exception cref="InputException">The design cannot be built, or has no hardware yet.</exception>
    public static EmissionRequest Request(
        Session session, string designName, string target, string[] sets,
        KernelInterface ports = KernelInterface.Memory)
    {
        (Design design, _, string file) = session.Load(designName, null, sets);
        Precision precision = design.Precision.Over(design.Fabric.DefaultPrecision);
        FeasibilityCheck.Demand(design, precision, usesKvCache: false, file);
        design = DesignClock.Decided(design, precision);
        EmissionRequest request = new()
        {
            Design = design, Weights = precision.Weights, Activations = precision.Activations,
            Version = Session.Version,
            Estimate = Estimate,

            // What is modelled beside them is the design as it ships, not as somebody changed it.
            Published = sets.Length == 0 ? () => Published(design.Name) : null,
        };
        string? reason = target == Hls ? HlsEmission.WhyNot(request, ports) : EngineEmission.WhyNot(request);
        return reason is null ? request
            : throw new InputException(DiagnosticCodes.Unsupported, new SourceLocation(file),
                $"{design.Name} has no {(target == Hls ? "C++" : "Verilog")}: {reason}");
    }

    /// <summary>What an engine takes, from the structure of its modules.</summary>
    private static EngineEstimate Estimate(Engine engine)
    {
        CostNode node = FpgaModules.Of(engine.Module, new ModuleParameters(
            engine.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value))));
        return new EngineEstimate(node.Each.Resources!.Value, node.Each.LutUncertainty,
        [
            .. node.Parts.GroupBy(part => part.Name).Select(parts => (parts.Key, parts.Aggregate(
                default(FpgaResources), (sum, part) => sum + (part.Each.Resources!.Value * part.Count)))),
        ]);
    }

    /// <exception cref="InputException">Nothing may be written to the folder.</exception>
    internal static void DemandFolder(string folder)
    {
        if (EmissionFolder.WhyNot(folder) is { } reason)
        {
            throw new InputException(DiagnosticCodes.Argument, new SourceLocation("command line"), $"--out: {reason}",
                "take another folder");
        }
    }

    private static EngineEmission Emit(EmissionRequest request, string target, KernelInterface ports)
    {
        try
        {
            return target == Hls ? HlsEmission.Of(request, ports) : VerilogEmission.Of(request);
        }
        catch (ArgumentOutOfRangeException error) when (error.ActualValue is ProductShape shape)
        {
            throw new InputException(DiagnosticCodes.Argument, new SourceLocation("command line"),
                $"--product: {shape.M}x{shape.K}x{shape.N} does not fit {request.Design.Name}: "
                + error.Message.Split(" (")[0],
                "take a smaller product, or larger buffers");
        }
    }

    /// <exception cref="InputException">A text is no shape.</exception>
    private static IReadOnlyList<ProductShape> Products(string[] texts) => [.. texts.Select(text =>
    {
        int[] extents = [.. text.Split('x').Select(extent =>
            int.TryParse(extent, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0)];
        return extents is [> 0, > 0, > 0] ? new ProductShape(extents[0], extents[1], extents[2])
            : throw new InputException(DiagnosticCodes.Argument, new SourceLocation("command line"),
                $"--product: '{text}' is no shape", "write M, K and N, such as 1x1536x4096");
    })];

    /// <summary>The rows of the reproductions that a shipped design models.</summary>
    private static IReadOnlyList<PublishedFigure> Published(string design) =>
    [
        .. ReproductionCatalog.All(ReproduceCommand.Inputs(new Session()))
            .Where(reproduction => reproduction.Designs.Contains(design))
            .SelectMany(reproduction => reproduction.Rows().Where(row => row.Reported is not null)
                .Select(row => new PublishedFigure(row.Case, row.Quantity, row.Unit, row.Reported!.Value, row.Modelled,
                    ReproductionJson.Name(row.Kind), reproduction.Source))),
    ];

    private static int Execute(
        string designName, string target, KernelInterface ports, IReadOnlyList<ProductShape> products, string folder,
        string[] sets, bool isJson)
    {
        Session session = new();
        EmissionRequest request = Request(session, designName, target, sets, ports);
        if (products.Count > 0)
        {
            request = request with { Shapes = products };
        }

        DemandFolder(folder);
        EngineEmission emission = Emit(request, target, ports);
        EmissionFolder.Write(folder, emission.Files);
        if (isJson)
        {
            Console.Out.Write(emission.Files.Single(file => file.Path == "manifest.json").Text);
        }
        else
        {
            EmissionTable.Print(emission, target, folder);
        }

        return ExitCode.Done;
    }
}
