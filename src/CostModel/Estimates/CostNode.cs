namespace Accel.CostModel.Estimates;

/// <summary>A place in the tree of what a thing is built of.</summary>
/// <param name="Name">Such as <c>lane</c>, without the names above it.</param>
/// <param name="Count">How many of it its parent has.</param>
/// <param name="Each">What one costs, its parts included.</param>
/// <param name="Parts">What one is built of; empty where it is priced as a whole.</param>
public sealed record CostNode(string Name, long Count, Estimate Each, IReadOnlyList<CostNode> Parts)
{
    /// <summary>A thing that is priced as a whole.</summary>
    public static CostNode Leaf(string name, long count, Estimate each) => new(name, count, each, []);

    /// <summary>A thing that costs what its parts cost.</summary>
    public static CostNode Of(string name, long count, params IReadOnlyList<CostNode> parts) =>
        new(name, count, Estimate.Sum([.. parts.Select(part => part.Each.Times(part.Count))]), parts);
}
