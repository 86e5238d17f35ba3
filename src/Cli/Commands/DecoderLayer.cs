using System.Globalization;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Cli.Output;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Transformer;
using Accel.Sim.Transformer;

namespace Accel.Cli.Commands;

/// <summary><c>accel emit --decoder-layer</c>: a whole layer of a model around a design's engine.</summary>
internal static class DecoderLayer
{
    /// <summary>The longest context: what TeLLMe's context windows go up to.</summary>
    private const int Context = 1024;

    /// <summary>What the test bench runs: a prompt that fills no block of queries, and a token behind it.</summary>
    private static readonly (int Tokens, int Position)[] Cases = [(3, 0), (1, 5)];

    public static int Execute(string designName, string modelName, string folder, string[] sets, bool isJson)
    {
        Session session = new();
        EmissionRequest request = EmitCommand.Request(session, designName, EmitCommand.Hls, sets);
        LayerShape shape = ShapeOf(session, modelName);
        SourceLocation line = new("command line");
        if (LayerEmission.WhyNot(request, shape, Context, Cases) is { } reason)
        {
            throw new InputException(DiagnosticCodes.Unsupported, line,
                $"--decoder-layer: {request.Design.Name} has no layer of {modelName}: {reason}");
        }

        EmitCommand.DemandFolder(folder);
        LayerEmission emission = LayerEmission.Of(request, shape, Context, Cases);
        EmissionFolder.Write(folder, emission.Files);
        if (isJson)
        {
            Console.Out.Write(emission.Files.Single(file => file.Path == "manifest.json").Text);
            return ExitCode.Done;
        }

        Screen.Line($"{request.Design.Name}: a decoder layer of {modelName}, ternary weights");
        Screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"top {emission.Top}: {shape.Hidden} elements a token, {shape.Heads.Heads} heads of {shape.Heads.HeadDim} "
            + $"({shape.Heads.KvHeads} of keys and values), {shape.Ffn} between up and down, context {Context}"));
        foreach ((int tokens, int position) in Cases)
        {
            Screen.Line(string.Create(
                CultureInfo.InvariantCulture, $"bench: {tokens} tokens from position {position} on"));
        }

        Screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"{emission.Files.Count} files in {folder}; there: make csim"));
        return ExitCode.Done;
    }

    private static LayerShape ShapeOf(Session session, string modelName)
    {
        string? file = session.Library.FindArgument(modelName, ModelSchema.Folder, session.Context.Diagnostics);
        Model? model = file is null ? null : ModelFile.Load(file, session.Context);
        session.Stop();
        return model is ModelShape
        {
            IsDecoder: true, RmsNorm: true, RotaryEmbedding: true, GatedFeedForward: true, SubNorms: true,
            ParallelBlock: false, PostNorm: false, Activation: "silu",
        } shape
            ? new LayerShape((int)shape.Hidden,
                new HeadShape((int)shape.Heads, (int)shape.KvHeads, (int)shape.HeadDim), (int)shape.FeedForward)
            : throw new InputException(DiagnosticCodes.Unsupported, new SourceLocation(file!),
                $"{modelName} has other layers than BitNet b1.58's", "take a model with sub-norms and silu");
    }
}
