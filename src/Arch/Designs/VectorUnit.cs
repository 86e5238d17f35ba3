using Accel.Arch.Workloads;

namespace Accel.Arch.Designs;

/// <summary>The unit for norms, softmax, activation functions and residuals.</summary>
public sealed record VectorUnit
{
    /// <summary>Elements in parallel.</summary>
    public int Lanes { get; init; } = 64;

    /// <summary>Cycles from the first element in to the first result out, once an operator.</summary>
    public int Latency { get; init; } = 16;

    /// <summary>
    /// How often the unit goes over each row that it normalizes or takes the softmax of, where it needs fewer passes
    /// than a plain one: two in FlightLLM (arXiv 2401.03868, Sec. 3.3); null leaves it at the operator's own.
    /// </summary>
    public int? RowPasses { get; init; }

    /// <summary>Passes over the elements of an operator.</summary>
    public int PassesOf(VectorOperator work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work.Role is OperatorRole.Normalization or OperatorRole.Softmax && RowPasses is { } passes
            ? Math.Min(passes, work.Passes)
            : work.Passes;
    }
}
