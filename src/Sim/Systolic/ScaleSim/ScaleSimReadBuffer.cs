namespace Accel.Sim.Systolic.ScaleSim;

/// <summary>A read buffer of SCALE-Sim's: it holds what was asked for since it was last emptied.</summary>
/// <param name="stamps">One for each address, all zero; an element is in when its stamp is the current one.</param>
/// <param name="capacity">Elements inserted before the buffer is emptied.</param>
internal ref struct ScaleSimReadBuffer(Span<int> stamps, long capacity)
{
    private readonly Span<int> _stamps = stamps;
    private readonly long _capacity = capacity;
    private int _stamp = 1;

    public long Misses { get; private set; }

    /// <summary>Elements inserted since the buffer was emptied.</summary>
    public long Held { get; private set; }

    public readonly int TimesEmptied => _stamp - 1;

    public void Request(int address)
    {
        if (_stamps[address] == _stamp)
        {
            return;
        }

        _stamps[address] = _stamp;
        Misses++;
        if (++Held == _capacity)
        {
            Held = 0;
            _stamp++;
        }
    }
}
