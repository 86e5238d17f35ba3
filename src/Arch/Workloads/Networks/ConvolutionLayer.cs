using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>A convolution, lowered to one matrix product for each group of channels.</summary>
/// <remarks>
/// A bias, and a batch norm behind it, are folded into the weights and the accumulators' start: no work.
/// </remarks>
internal sealed record ConvolutionLayer : Layer
{
    public const string Key = "conv";

    public static readonly Schema<ConvolutionLayer> Schema = SchemaOf(
        Key, "A convolution of this name.", new ConvolutionLayer())
        .Value("filter", Window.FilterSummary, ExtentKind.Plane, (layer, value) =>
            layer with { Window = layer.Window with { Height = value[0], Width = value[1] } }, isRequired: true)
        .Value("filters", "Output channels.", Kinds.WholeLong(1, NetworkLimits.Channels), (layer, value) =>
            layer with { Filters = value }, isRequired: true)
        .Value("stride", Window.StrideSummary, ExtentKind.Plane, (layer, value) =>
            layer with { Window = layer.Window with { StrideVertical = value[0], StrideHorizontal = value[1] } })
        .Value("padding", Window.PaddingSummary, Kinds.WholeLong(0, NetworkLimits.Padding), (layer, value) =>
            layer with { Window = layer.Window with { Padding = value } })
        .Value("groups", "Groups of channels that do not mix; as many as channels in a depthwise convolution.",
            Kinds.WholeLong(1, NetworkLimits.Channels), (layer, value) => layer with { Groups = value })
        .Value("activation", ActivationFunctions.Summary, ActivationFunctions.Kind, (layer, value) =>
            layer with { Activation = value });

    public Window Window { get; init; } = new();

    public long Filters { get; init; } = 1;

    public long Groups { get; init; } = 1;

    public ActivationFunction Activation { get; init; }

    /// <inheritdoc/>
    public override Tensor? Lower(LayerScope scope)
    {
        if (scope.Input() is not { } input || !Window.Fits(input.Map, scope))
        {
            return null;
        }

        if (input.Map.Channels % Groups != 0 || Filters % Groups != 0)
        {
            return scope.Fail("groups",
                $"must divide the {input.Map.Channels} channels of the input and the {Filters} filters, got {Groups}");
        }

        Convolution convolution = Window.Over(input.Map, input.Map.Channels / Groups, Filters / Groups);
        return scope.Gemm(
            new GemmOperator
            {
                Name = Name, Role = OperatorRole.Linear, Layers = 1, Instances = Groups, Convolution = convolution,
                M = convolution.M, K = convolution.K, N = convolution.N,
            },
            new FeatureMap(convolution.OutputHeight, convolution.OutputWidth, Filters), Activation, input);
    }
}
