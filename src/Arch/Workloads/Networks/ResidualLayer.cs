using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>The sum of two results of one size.</summary>
internal sealed record ResidualLayer : Layer
{
    public const string Key = "residual";

    public static readonly Schema<ResidualLayer> Schema = SchemaOf(
        Key, "A sum of this name of two results.", new ResidualLayer())
        .Value("with", "The layer whose result is added; 'input' is the block's input.", Kinds.Text, (layer, value) =>
            layer with { With = value }, isRequired: true)
        .Value("activation", ActivationFunctions.Summary, ActivationFunctions.Kind, (layer, value) =>
            layer with { Activation = value });

    public string With { get; init; } = string.Empty;

    public ActivationFunction Activation { get; init; }

    /// <inheritdoc/>
    public override Tensor? Lower(LayerScope scope)
    {
        Tensor? input = scope.Input();
        Tensor? other = scope.Find("with", With);
        if (input is null || other is null)
        {
            return null;
        }

        if (other.Map != input.Map)
        {
            return scope.Fail("with", $"'{With}' is {other.Map}, and {input.Map} is what it should be added to");
        }

        Tensor sum = scope.Vector(
            new VectorOperator
            {
                Name = Name, Role = OperatorRole.Residual, Layers = 1, Rows = input.Map.Positions,
                Width = input.Map.Channels, Passes = 1, Operands = 2,
            },
            input.Map, input, other);
        return scope.Activate(sum, Activation);
    }
}
