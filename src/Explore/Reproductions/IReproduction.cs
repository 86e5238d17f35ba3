namespace Accel.Explore.Reproductions;

/// <summary>A published result that can be run again.</summary>
public interface IReproduction
{
    /// <summary>The name on the command line: <c>bitmod-2024</c>.</summary>
    string Name { get; }

    /// <summary>The publication and the figure, table or program in it.</summary>
    string Source { get; }

    /// <summary>The shipped designs whose publication this is.</summary>
    IReadOnlyList<string> Designs => [];

    /// <summary>What the rows rest on that the publication does not say, one sentence each.</summary>
    IReadOnlyList<string> Assumptions => [];

    /// <summary>Runs every case. The order is always the same.</summary>
    /// <exception cref="KeyNotFoundException">The inputs lack a model, or the technology a price.</exception>
    IReadOnlyList<ReproductionRow> Rows();

    /// <summary>How far rows of one sort are off together; none where each row speaks for itself.</summary>
    IReadOnlyList<ErrorSummary> Summaries(IReadOnlyList<ReproductionRow> rows) => [];
}
