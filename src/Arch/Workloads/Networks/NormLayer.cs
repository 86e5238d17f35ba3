using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>A norm over the channels of every position.</summary>
/// <remarks>A batch norm is folded into the convolution before it, and is no layer.</remarks>
internal sealed record NormLayer : Layer
{
    public const string Key = "norm";

    public static readonly Schema<NormLayer> Schema = SchemaOf(
        Key, "A norm of this name over channels.", new NormLayer())
        .Value("type", "Layer norm (default) or RMS norm.", Kinds.Choice(("layer", 3), ("rms", 2)), (layer, value) =>
            layer with { Passes = value });

    /// <summary>Passes of the vector unit.</summary>
    public int Passes { get; init; } = 3;

    /// <inheritdoc/>
    public override Tensor? Lower(LayerScope scope) => scope.Input() is { } input
        ? scope.Vector(
            new VectorOperator
            {
                Name = Name, Role = OperatorRole.Normalization, Layers = 1, Rows = input.Map.Positions,
                Width = input.Map.Channels, Passes = Passes,
            },
            input.Map, input)
        : null;
}
