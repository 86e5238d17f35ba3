namespace Accel.Arch.Workloads.Networks;

/// <summary>What is applied to each element of a layer's result.</summary>
internal enum ActivationFunction
{
    None,
    Relu,
    Relu6,
    Silu,
    Gelu,
    Sigmoid,
    Tanh,
    HardSwish,
}
