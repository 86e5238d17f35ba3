namespace Accel.Arch.Workloads;

/// <summary>The chain of dependent operators that takes longest: no schedule, however parallel, is faster.</summary>
/// <param name="Length">The weights of its operators, summed; in the unit of the weights.</param>
/// <param name="Operators">The chain, first to last.</param>
public sealed record CriticalPath(double Length, IReadOnlyList<Operator> Operators);
