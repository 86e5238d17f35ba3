using System.Text.Json;
using Accel.Arch.Diagnostics;

namespace Accel.Explore.Cluster;

/// <summary>The record of what was submitted for a folder.</summary>
/// <param name="AccelVersion">The version whose jobs these are.</param>
/// <param name="InputHash">The hash of the sweep's resolved inputs.</param>
/// <param name="Shards">The parts that the points are cut into.</param>
/// <param name="Jobs">Every job so far, the latest last.</param>
internal sealed record Submission(string AccelVersion, string InputHash, int Shards, IReadOnlyList<SlurmJob> Jobs)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true,
    };

    /// <summary>The record of a folder; null when nothing was submitted for it.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static Submission? Read(ClusterFolder folder)
    {
        try
        {
            return File.Exists(folder.Record)
                && JsonSerializer.Deserialize<Submission>(File.ReadAllBytes(folder.Record), Options) is { } read
                ? read is { AccelVersion: not null, InputHash: not null, Jobs: not null } ? read
                    : throw new JsonException("a field is missing")
                : null;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InputException(DiagnosticCodes.Cluster, new SourceLocation(folder.Record),
                $"the record of the submission cannot be read: {error.Message}",
                "delete it when none of its jobs is in the queue any more");
        }
    }

    /// <summary>Writes the record; a reader never finds half of it.</summary>
    public void Write(ClusterFolder folder)
    {
        string unfinished = folder.Record + ".new";
        File.WriteAllBytes(unfinished, [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n']);
        File.Move(unfinished, folder.Record, overwrite: true);
    }
}
