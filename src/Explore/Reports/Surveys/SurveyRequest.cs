namespace Accel.Explore.Reports.Surveys;

/// <summary>What a report wants to know of a sweep's points beside counts and front.</summary>
/// <param name="Tracked">The positions of the metrics whose main effects and changes are wanted.</param>
/// <param name="FormatBits">For an axis of formats by its position, the stored bits of an element in each
/// value.</param>
/// <param name="Room">How many points the page may hold; the front is never cut.</param>
public sealed record SurveyRequest(
    IReadOnlyList<int> Tracked, IReadOnlyDictionary<int, IReadOnlyList<double>> FormatBits,
    int Room = SurveyRequest.DefaultRoom)
{
    /// <summary>What a browser draws and searches without a noticeable wait.</summary>
    public const int DefaultRoom = 20_000;
}
