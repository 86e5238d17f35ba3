namespace Accel.Arch.Workloads;

/// <summary>An operator and the names of the operators whose results it reads within the same step.</summary>
public readonly record struct PlannedOperator(Operator Operator, IReadOnlyList<string> Inputs);
