using System.Runtime.InteropServices;

namespace Accel.Sim.TableLookup;

/// <summary>Values that start at a cache line, so that no vector is loaded from two.</summary>
internal sealed class AlignedArray<T>
    where T : unmanaged
{
    private const int Line = 64;

    private readonly T[] _values;
    private readonly int _start;
    private readonly int _length;

    public AlignedArray(int length)
    {
        int size = Marshal.SizeOf<T>();
        _values = GC.AllocateArray<T>(length + (Line / size), pinned: true);
        nint past = Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0) % Line;
        _start = (int)((Line - past) % Line) / size;
        _length = length;
    }

    public Span<T> Span => _values.AsSpan(_start, _length);
}
