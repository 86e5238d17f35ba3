namespace Accel.Explore.Sweeps;

/// <summary>Which way an objective is better.</summary>
public enum ObjectiveGoal
{
    Min,
    Max,
}
