namespace Accel.Sim.DspChain.Machine;

/// <summary>Registers one behind the other.</summary>
internal sealed class DelayLine<T>
{
    private readonly T[] _registers;

    public DelayLine(int length)
    {
        _registers = new T[length];
    }

    /// <summary>What a register holds, 0 being the first.</summary>
    public ref readonly T this[int register] => ref _registers[register];

    public ref readonly T Last => ref _registers[^1];

    public void Shift(in T value)
    {
        Array.Copy(_registers, 0, _registers, 1, _registers.Length - 1);
        _registers[0] = value;
    }
}
