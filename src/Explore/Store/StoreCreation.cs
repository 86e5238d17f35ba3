using Accel.Explore.Sweeps;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace Accel.Explore.Store;

/// <summary>Makes a store under another name: a file of the right name is whole whenever a kill comes.</summary>
/// <remarks>
/// Who makes it holds a lock on the unfinished file, so that two processes that start at once do not write into one
/// another; a lock ends with its process, so what a killed one left is taken over.
/// </remarks>
internal sealed class StoreCreation : IDisposable
{
    private readonly string _path;
    private readonly string _unfinished;
    private readonly FileStream _lock;
    private bool _isMoved;

    private StoreCreation(string path, string unfinished, FileStream claim)
    {
        _path = path;
        _unfinished = unfinished;
        _lock = claim;
    }

    /// <summary>The unfinished file.</summary>
    public string Unfinished => _unfinished;

    /// <summary>A handle of it that stays open until this is disposed.</summary>
    public SafeFileHandle Handle => _lock.SafeFileHandle;

    /// <summary>Claims the place of a store and makes its tables in the unfinished file.</summary>
    /// <exception cref="Arch.Diagnostics.InputException">There is a store already, or another one is being made.
    /// </exception>
    public static StoreCreation Start(
        string folder, SweepDefinition definition, Provenance provenance, StoreProgress progress)
    {
        string path = StoreFile.PathIn(folder);
        RefuseExisting(path);
        Directory.CreateDirectory(folder);
        string unfinished = UnfinishedOf(path);
        FileStream claim;
        try
        {
            claim = new FileStream(unfinished, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(unfinished))
        {
            throw StoreErrors.InUse(path);
        }

        StoreCreation creation = new(path, unfinished, claim);
        try
        {
            RefuseExisting(path);
            claim.SetLength(0);
            using SqliteConnection connection = StoreFile.Open(unfinished, SqliteOpenMode.ReadWrite);
            StoreFile.Execute(connection, $"PRAGMA journal_mode = OFF; PRAGMA page_size = {StoreFile.PageSize}");
            StoreTables.Create(connection, definition, provenance, progress);
            return creation;
        }
        catch
        {
            creation.Dispose();
            throw;
        }
    }

    /// <summary>The name under which a store is made.</summary>
    public static string UnfinishedOf(string path) => path + ".new";

    /// <summary>Gives the store its name, unless there is one by now.</summary>
    public void Finish()
    {
        RefuseExisting(_path);
        File.Move(_unfinished, _path);
        _isMoved = true;
    }

    /// <summary>Removes what was not finished.</summary>
    public void Dispose()
    {
        if (!_isMoved)
        {
            File.Delete(_unfinished);
        }

        _lock.Dispose();
    }

    private static void RefuseExisting(string path)
    {
        if (File.Exists(path))
        {
            throw StoreErrors.Error(path, "the folder already holds results",
                "--resume goes on with them; another --out leaves them alone");
        }
    }
}
