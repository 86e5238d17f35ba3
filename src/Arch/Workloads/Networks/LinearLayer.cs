using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>A linear layer over the channels of every position, or over all elements of the input at once.</summary>
internal sealed record LinearLayer : Layer
{
    public const string Key = "linear";

    public static readonly Schema<LinearLayer> Schema = SchemaOf(Key, "A linear layer of this name.", new LinearLayer())
        .Value("inputs", "Inputs: the channels of each position (default), or all elements, which flattens the input.",
            Kinds.WholeLong(1, NetworkLimits.Inputs), (layer, value) => layer with { Inputs = value })
        .Value("outputs", "Outputs.", Kinds.WholeLong(1, NetworkLimits.Channels), (layer, value) =>
            layer with { Outputs = value }, isRequired: true)
        .Value("positions", "Positions that the layer runs for, as a head on the class token; all when left out.",
            Kinds.WholeLong(1, NetworkLimits.Extent * NetworkLimits.Extent), (layer, value) =>
                layer with { Positions = value })
        .Value("activation", ActivationFunctions.Summary, ActivationFunctions.Kind, (layer, value) =>
            layer with { Activation = value });

    public long? Inputs { get; init; }

    public long Outputs { get; init; } = 1;

    public long? Positions { get; init; }

    public ActivationFunction Activation { get; init; }

    /// <inheritdoc/>
    public override Tensor? Lower(LayerScope scope)
    {
        if (scope.Input() is not { } input)
        {
            return null;
        }

        FeatureMap map = Inputs == input.Map.Elements ? new FeatureMap(1, 1, input.Map.Elements) : input.Map;
        if ((Inputs ?? map.Channels) != map.Channels)
        {
            return scope.Fail("inputs", $"must be the {map.Channels} channels or all {map.Elements} elements of the "
                + $"{map} input, got {Inputs}");
        }

        if (Positions > map.Positions)
        {
            return scope.Fail("positions", $"the input has {map.Positions}, got {Positions}");
        }

        FeatureMap result = Positions is { } positions
            ? new FeatureMap(positions, 1, Outputs)
            : map with { Channels = Outputs };
        return scope.Gemm(
            new GemmOperator
            {
                Name = Name, Role = OperatorRole.Linear, Layers = 1, M = result.Positions, K = map.Channels,
                N = Outputs,
            },
            result, Activation, input);
    }
}
