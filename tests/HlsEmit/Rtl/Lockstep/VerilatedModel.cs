using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Accel.Tests.HlsEmit.Rtl.Lockstep;

/// <summary>A module that is driven cycle by cycle, and whose signals are read and written by their names.</summary>
/// <remarks>
/// A name is a path from the module on, as <c>g_row[1].g_col[2].u_pe.sum</c>; elements of unpacked arrays are none.
/// What is poked is there at once, what depends on it after <see cref="Settle"/> or <see cref="Clock"/>. A poked
/// register keeps its value until an edge overwrites it.
/// </remarks>
internal sealed unsafe class VerilatedModel : SafeHandle
{
    private const int WordBits = 32;

    private readonly string _module;
    private readonly Dictionary<string, (nint Handle, int Bits)> _signals = [];
    private readonly delegate* unmanaged<nint, void> _free;
    private readonly delegate* unmanaged<nint, byte*, nint> _find;
    private readonly delegate* unmanaged<nint, nint, int> _bits;
    private readonly delegate* unmanaged<nint, nint, uint*, int, void> _peek;
    private readonly delegate* unmanaged<nint, nint, uint*, int, void> _poke;
    private readonly delegate* unmanaged<nint, void> _settle;
    private readonly delegate* unmanaged<nint, void> _clock;

    /// <param name="seed">Of what registers without a reset hold at first.</param>
    public VerilatedModel(VerilatedLibrary library, int seed)
        : base(0, ownsHandle: true)
    {
        _module = library.Module;
        _free = (delegate* unmanaged<nint, void>)library["model_free"];
        _find = (delegate* unmanaged<nint, byte*, nint>)library["model_find"];
        _bits = (delegate* unmanaged<nint, nint, int>)library["model_bits"];
        _peek = (delegate* unmanaged<nint, nint, uint*, int, void>)library["model_peek"];
        _poke = (delegate* unmanaged<nint, nint, uint*, int, void>)library["model_poke"];
        _settle = (delegate* unmanaged<nint, void>)library["model_settle"];
        _clock = (delegate* unmanaged<nint, void>)library["model_clock"];
        SetHandle(((delegate* unmanaged<int, nint>)library["model_new"])(seed));
        Assert.That(IsInvalid, Is.False, $"{_module} has no clock `clk`");
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Bits of a signal.</summary>
    public int Bits(string signal) => Find(signal).Bits;

    /// <summary>A signal's value, as an unsigned number.</summary>
    public BigInteger Peek(string signal)
    {
        (nint found, int bits) = Find(signal);
        Span<uint> words = stackalloc uint[Words(bits)];
        fixed (uint* first = words)
        {
            _peek(handle, found, first, words.Length);
        }

        return new BigInteger(MemoryMarshal.AsBytes(words), isUnsigned: true);
    }

    /// <summary>Gives a signal the low bits of a value.</summary>
    public void Poke(string signal, BigInteger value)
    {
        (nint found, int bits) = Find(signal);
        Span<uint> words = stackalloc uint[Words(bits)];
        for (int i = 0; i < words.Length; i++)
        {
            int rest = Math.Min(WordBits, bits - (i * WordBits));
            words[i] = (uint)((value >> (i * WordBits)) & (uint.MaxValue >> (WordBits - rest)));
        }

        fixed (uint* first = words)
        {
            _poke(handle, found, first, words.Length);
        }
    }

    /// <summary>Lets everything follow what was poked, within the cycle.</summary>
    public void Settle()
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        _settle(handle);
    }

    /// <summary>Ends the cycle with the edge of the clock.</summary>
    public void Clock()
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        _clock(handle);
    }

    protected override bool ReleaseHandle()
    {
        _free(handle);
        return true;
    }

    private static int Words(int bits) => (bits + WordBits - 1) / WordBits;

    private (nint Handle, int Bits) Find(string signal)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        if (!_signals.TryGetValue(signal, out (nint Handle, int Bits) found))
        {
            // Ports are found by their own names, what is inside by its path from the module on.
            nint one = FindByFullName(signal);
            one = one != 0 ? one : FindByFullName($"{_module}.{signal}");

            // Verilator 5.006 spells out brackets of generated blocks where it has put a module into its parent.
            one = one != 0 ? one : FindByFullName($"{_module}.{signal}"
                .Replace("[", "__BRA__", StringComparison.Ordinal).Replace("]", "__KET__", StringComparison.Ordinal));
            Assert.That(one != 0, $"{_module} has a signal {signal}");
            found = (one, _bits(handle, one));
            _signals.Add(signal, found);
        }

        return found;
    }

    private nint FindByFullName(string name)
    {
        fixed (byte* bytes = Encoding.UTF8.GetBytes(name + '\0'))
        {
            return _find(handle, bytes);
        }
    }
}
