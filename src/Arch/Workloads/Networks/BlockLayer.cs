using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>Layers that belong together, and may stand several times one after the other.</summary>
/// <remarks>
/// Within a block <c>input</c> is the block's input and its layers are called by their own names; outside, the block's
/// name is that of its result. Its operators are named <c>block.layer</c>.
/// </remarks>
internal sealed record BlockLayer : Layer
{
    public const string Key = "block";

    public static readonly Schema<BlockLayer> Schema = SchemaOf(
        Key, "Layers under this name, whose own names follow it.", new BlockLayer())
        .Value("repeat", "How often the block stands here, one after the other.",
            Kinds.WholeLong(1, ModelLimits.Layers), (layer, value) => layer with { Repeat = value })
        .Custom("layers", "The block's layers in order; 'input' is what the block reads.",
            (layer, node, _, _) => layer with { Layers = node },
            writer => LayerReader.WriteSchema(writer, LayerKind.Single), isRequired: true);

    public long Repeat { get; init; } = 1;

    /// <summary>The list, read once the block's input is known.</summary>
    public ConfigNode? Layers { get; init; }

    /// <inheritdoc/>
    public override Tensor? Lower(LayerScope scope)
    {
        if (scope.Input() is not { } input)
        {
            return null;
        }

        Tensor? result = scope.Planner.Block(Name, Repeat, input, () =>
            LayerReader.Read(Layers!, scope.PathOf("layers"), LayerKind.Single, scope.Planner, scope.Context));
        return result is not null && Repeat > 1 && result.Map != input.Map
            ? scope.Fail("repeat", $"the block turns {input.Map} into {result.Map}, and so cannot follow itself")
            : result;
    }
}
