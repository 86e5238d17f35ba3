namespace Accel.Arch.Workloads.Networks;

/// <summary>What a layer's name stands for once the layer is lowered.</summary>
/// <param name="Producer">The operator with the result; null for the image itself.</param>
internal sealed record Tensor(FeatureMap Map, string? Producer);
