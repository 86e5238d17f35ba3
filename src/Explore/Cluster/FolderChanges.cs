namespace Accel.Explore.Cluster;

/// <summary>Folders and files that are taken back unless all goes well.</summary>
internal sealed class FolderChanges : IDisposable
{
    private readonly Stack<Action> _undo = [];

    /// <summary>Creates a folder, and those above it.</summary>
    public void Create(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (Path.GetDirectoryName(folder) is { } parent)
        {
            Create(parent);
        }

        Directory.CreateDirectory(folder);
        _undo.Push(() => Directory.Delete(folder));
    }

    /// <summary>Writes a file; taking it back brings its former content.</summary>
    public void Write(string file, string text)
    {
        byte[]? former = File.Exists(file) ? File.ReadAllBytes(file) : null;
        _undo.Push(() =>
        {
            if (former is null)
            {
                File.Delete(file);
            }
            else
            {
                File.WriteAllBytes(file, former);
            }
        });
        File.WriteAllText(file, text);
    }

    /// <summary>Lets everything be.</summary>
    public void Keep() => _undo.Clear();

    /// <summary>Takes back what was not kept, the latest first.</summary>
    public void Dispose()
    {
        while (_undo.TryPop(out Action? undo))
        {
            try
            {
                undo();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // What made the submission fail may be what forbids this, such as a full disk; the rest is still tried.
            }
        }
    }
}
