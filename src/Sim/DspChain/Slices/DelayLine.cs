namespace Accel.Sim.DspChain.Slices;

/// <summary>Hands values on so many cycles later; zeroes come first.</summary>
internal sealed class DelayLine<T>(int cycles)
    where T : struct
{
    private readonly T[] _values = new T[cycles + 1];

    private int _next;

    /// <summary>Takes this cycle's value, and gives that of as many cycles ago.</summary>
    public T Pass(T value)
    {
        _values[_next] = value;
        _next = (_next + 1) % _values.Length;
        return _values[_next];
    }
}
