using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Accel.Explore.Store;

/// <summary>Makes the bytes of a complete store independent of how many commits it took.</summary>
/// <remarks>
/// SQLite counts commits in the database header, at byte 24, and repeats the number at byte 92, where it says for which
/// count the size at byte 28 holds (https://sqlite.org/fileformat2.html, 1.3.7 and 1.3.20). Nothing else in the file
/// depends on the commits, because rows are only appended. A complete store has our mark in both places: a number that
/// no store reaches by counting, so that a reader who looked at the file before sees that it has changed.
/// </remarks>
internal static class CanonicalHeader
{
    private const int CounterAt = 24;
    private const int ValidForAt = 92;

    /// <summary>Writes both numbers; only for who holds the store alone and has committed everything.</summary>
    /// <param name="file">
    /// The file, opened beside SQLite and closed after it has let go of its locks, because when a process closes any
    /// handle of a file, POSIX drops all its locks on that file.
    /// </param>
    public static void Write(SafeFileHandle file)
    {
        Span<byte> mark = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(mark, StoreFile.OurMark);
        Span<byte> present = stackalloc byte[sizeof(int)];
        bool isThere = true;
        foreach (int at in (ReadOnlySpan<int>)[CounterAt, ValidForAt])
        {
            isThere &= RandomAccess.Read(file, present, at) == sizeof(int) && present.SequenceEqual(mark);
        }

        if (!isThere)
        {
            // Between the two writes the numbers differ, which SQLite takes for a size that it has to look up.
            RandomAccess.Write(file, mark, CounterAt);
            RandomAccess.Write(file, mark, ValidForAt);
            RandomAccess.FlushToDisk(file);
        }
    }
}
