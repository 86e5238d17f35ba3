namespace Accel.Sim.TableLookup;

/// <summary>Where an index vector lies in the weight buffer.</summary>
/// <param name="X">Which square of the three-dimensional array.</param>
/// <param name="Y">Step along the reduction within it.</param>
/// <param name="Z">Channel within it.</param>
/// <param name="Bank">Bank, each a gang of URAMs with two ports.</param>
/// <param name="Word">Word of the bank.</param>
public readonly record struct WeightPlace(long X, long Y, long Z, long Bank, long Word);
