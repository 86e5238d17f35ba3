namespace Accel.Sim.TableLookup;

/// <summary>
/// The shapes of matrices that share a weight buffer, of a model of width d and a feed-forward of width f.
/// </summary>
public enum WeightShape
{
    /// <summary>d x d: queries, keys, values, and attention's output.</summary>
    Square,

    /// <summary>d x f: gate and up.</summary>
    Up,

    /// <summary>f x d: down.</summary>
    Down,
}
