using System.Numerics;
using System.Runtime.CompilerServices;

namespace Accel.Explore.Configuration;

/// <summary>
/// A table of results that all threads of a sweep share. Bounded: what is new may displace what is old.
/// </summary>
/// <remarks>
/// Each slot is guarded by a sequence number that is odd while it is written (a seqlock): readers never wait, and copy
/// a result again elsewhere when the slot moved under them. A lost race costs a computation, never a wrong result, so
/// results do not depend on threads.
/// </remarks>
internal sealed class MemoTable<T>
    where T : unmanaged
{
    /// <summary>Neighbouring slots that a key may stand in.</summary>
    private const int Ways = 8;

    /// <summary>The most that a table takes; slots never written take no memory.</summary>
    private const long MaximumBytes = 48 << 20;

    private readonly Slot[] _slots;
    private readonly int _mask;

    /// <param name="expected">How many results there may be; the table is no larger than they need.</param>
    public MemoTable(long expected)
    {
        long most = MaximumBytes / Unsafe.SizeOf<Slot>();
        long wanted = Math.Clamp(expected, Ways / 2, most / 2) * 2;
        _mask = (int)(BitOperations.RoundUpToPowerOf2((ulong)wanted) - 1);
        _slots = new Slot[_mask + 1];
    }

    /// <summary>Copies the result of a key, if it is there.</summary>
    public bool TryGet(in MemoKey key, out T value)
    {
        int start = (int)(key.Hash & (uint)_mask);
        for (int way = 0; way < Ways; way++)
        {
            ref Slot slot = ref _slots[(start + way) & _mask];
            int sequence = Volatile.Read(ref slot.Sequence);
            if (sequence == 0)
            {
                break;
            }

            if ((sequence & 1) == 0 && slot.Key == key)
            {
                value = slot.Value;
                Interlocked.MemoryBarrier();
                if (Volatile.Read(ref slot.Sequence) == sequence && slot.Key == key)
                {
                    return true;
                }
            }
        }

        value = default;
        return false;
    }

    /// <summary>Keeps a result, unless another thread is writing in its place.</summary>
    public void Set(in MemoKey key, in T value)
    {
        ulong hash = key.Hash;
        int start = (int)(hash & (uint)_mask);
        int place = (int)(hash >> 60) & (Ways - 1);
        for (int way = 0; way < Ways; way++)
        {
            int sequence = Volatile.Read(ref _slots[(start + way) & _mask].Sequence);
            if (sequence == 0 || ((sequence & 1) == 0 && _slots[(start + way) & _mask].Key == key))
            {
                place = way;
                break;
            }
        }

        ref Slot slot = ref _slots[(start + place) & _mask];
        int before = Volatile.Read(ref slot.Sequence);
        if ((before & 1) == 0 && Interlocked.CompareExchange(ref slot.Sequence, before | 1, before) == before)
        {
            slot.Key = key;
            slot.Value = value;

            // Never back to 0, which says that nothing stands here or behind.
            int after = unchecked(before + 2);
            Volatile.Write(ref slot.Sequence, after == 0 ? 2 : after);
        }
    }

    private struct Slot
    {
        public int Sequence;
        public MemoKey Key;
        public T Value;
    }
}
