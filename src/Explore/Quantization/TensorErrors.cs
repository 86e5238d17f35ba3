using Accel.Explore.Quantization.Tensors;

namespace Accel.Explore.Quantization;

/// <summary>The errors of several formats on one tensor.</summary>
/// <param name="Variance">The variance of the elements about their mean.</param>
/// <param name="Formats">One entry a format, in the order asked for.</param>
public sealed record TensorErrors(TensorInfo Tensor, double Variance, IReadOnlyList<FormatError> Formats);
