using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>Makes tokens of positions: learned ones in front, and a learned embedding added to each.</summary>
/// <remarks>The embedding is a table in DRAM, read once an image.</remarks>
internal sealed record TokensLayer : Layer
{
    public const string Key = "tokens";

    public static readonly Schema<TokensLayer> Schema = SchemaOf(
        Key, "Turns positions into tokens and adds a position embedding of this name.", new TokensLayer())
        .Value("prepend", "Learned tokens put in front, such as the class token.",
            Kinds.WholeLong(0, NetworkLimits.Extent), (layer, value) => layer with { Prepend = value });

    public long Prepend { get; init; }

    /// <inheritdoc/>
    public override Tensor? Lower(LayerScope scope)
    {
        if (scope.Input() is not { } input)
        {
            return null;
        }

        FeatureMap result = new(input.Map.Positions + Prepend, 1, input.Map.Channels);
        return scope.Vector(
            new VectorOperator
            {
                Name = Name, Role = OperatorRole.Embedding, Layers = 1, Rows = result.Positions,
                Width = result.Channels, Passes = 1, Operands = 2,
            },
            result, input);
    }
}
