using Accel.Arch.Diagnostics;

namespace Accel.Explore.Cluster;

/// <summary>Lets one submission at a time work on a folder.</summary>
internal static class SubmissionLock
{
    /// <returns>What holds the lock; the file goes when it is disposed of.</returns>
    /// <exception cref="InputException">Another submission holds it, or the folder cannot be written.</exception>
    public static FileStream Take(ClusterFolder folder)
    {
        try
        {
            return new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1,
                FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(DiagnosticCodes.Cluster, new SourceLocation(folder.Lock),
                File.Exists(folder.Lock) ? "another submission for this folder is under way" : error.Message);
        }
    }
}
