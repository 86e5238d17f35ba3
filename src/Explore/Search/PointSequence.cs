namespace Accel.Explore.Search;

/// <summary>What a random search draws its points from.</summary>
public enum PointSequence
{
    /// <summary>Every set of points is as likely as every other.</summary>
    PseudoRandom,

    /// <summary>Sobol's sequence with a random shift: no axis and no pair of axes is left out in places.</summary>
    Sobol,
}
