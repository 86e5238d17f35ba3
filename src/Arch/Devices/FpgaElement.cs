namespace Accel.Arch.Devices;

/// <summary>The elements of a device that have a price of power.</summary>
public enum FpgaElement
{
    /// <summary>A LUT as logic with the net that it drives, in a cycle at work.</summary>
    Lut,

    /// <summary>A LUT as memory, in a cycle at work.</summary>
    MemoryLut,

    /// <summary>A flip-flop with the net that it drives, in a cycle at work.</summary>
    FlipFlop,

    /// <summary>A flip-flop's share of the clock network, in every cycle.</summary>
    Clock,

    /// <summary>A DSP slice in a cycle at work.</summary>
    Dsp,

    /// <summary>A block RAM of 36 Kbit in a cycle at work.</summary>
    Bram36,

    /// <summary>An Ultra RAM in a cycle at work.</summary>
    Uram,
}
