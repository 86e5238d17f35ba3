namespace Accel.Explore.Sweeps;

/// <summary>A metric to be made as small or as large as possible.</summary>
public sealed record Objective(string Metric, ObjectiveGoal Goal)
{
    /// <summary>The value turned so that less is better.</summary>
    public double Oriented(double value) => Goal == ObjectiveGoal.Min ? value : -value;
}
