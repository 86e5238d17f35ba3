namespace Accel.Explore.Quantization;

/// <summary>The shapes of distribution that weights may be assumed to have.</summary>
public enum ValueDistributionKind
{
    Normal,
    Laplace,
    StudentT,
}
