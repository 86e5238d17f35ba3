using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>Maximum or mean over a window, channel by channel; windows lie within the padded input.</summary>
internal sealed record PoolLayer : Layer
{
    public const string Key = "pool";

    public static readonly Schema<PoolLayer> Schema = SchemaOf(
        Key, "Pooling of this name, by maximum or mean.", new PoolLayer())
        .Value("filter", Window.FilterSummary, ExtentKind.Plane, (layer, value) =>
            layer with { Filter = (value[0], value[1]) })
        .Value("stride", Window.StrideSummary, ExtentKind.Plane, (layer, value) =>
            layer with { Stride = (value[0], value[1]) })
        .Value("padding", Window.PaddingSummary, Kinds.WholeLong(0, NetworkLimits.Padding), (layer, value) =>
            layer with { Padding = value });

    public (long Height, long Width)? Filter { get; init; }

    public (long Down, long Across)? Stride { get; init; }

    public long Padding { get; init; }

    /// <inheritdoc/>
    public override Tensor? Lower(LayerScope scope)
    {
        if (scope.Input() is not { } input)
        {
            return null;
        }

        (long height, long width) = Filter ?? (input.Map.Height, input.Map.Width);
        (long down, long across) = Stride ?? (height, width);
        Window window = new(height, width, down, across, Padding);
        if (!window.Fits(input.Map, scope))
        {
            return null;
        }

        Convolution moved = window.Over(input.Map, 1, 1);
        FeatureMap result = new(moved.OutputHeight, moved.OutputWidth, input.Map.Channels);
        return scope.Vector(
            new VectorOperator
            {
                Name = Name, Role = OperatorRole.Pooling, Layers = 1, Rows = result.Positions, Width = result.Channels,
                Passes = (int)(height * width), Window = height * width,
            },
            result, input);
    }
}
