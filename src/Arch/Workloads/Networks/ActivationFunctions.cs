using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>The names of activation functions in YAML. All take one pass of the vector unit.</summary>
internal static class ActivationFunctions
{
    private static readonly (string Name, ActivationFunction Value)[] Names =
    [
        ("none", ActivationFunction.None), ("relu", ActivationFunction.Relu), ("relu6", ActivationFunction.Relu6),
        ("silu", ActivationFunction.Silu), ("gelu", ActivationFunction.Gelu), ("sigmoid", ActivationFunction.Sigmoid),
        ("tanh", ActivationFunction.Tanh), ("hard-swish", ActivationFunction.HardSwish),
    ];

    public static readonly ValueKind<ActivationFunction> Kind = Kinds.Choice(Names);

    public const string Summary = "Activation function of the result, a pass of the vector unit; none when left out.";

    public static string NameOf(ActivationFunction function) => Names.First(known => known.Value == function).Name;
}
