using Accel.Arch.Units;

namespace Accel.Explore.Costs;

/// <summary>What a block of logic may be told; each block asks for some of it.</summary>
internal sealed record LogicParameters
{
    public int Bits { get; init; }

    public int A { get; init; }

    public int B { get; init; }

    /// <summary>Bits of an integer accumulator.</summary>
    public int Sum { get; init; }

    public int Ways { get; init; }

    public string Format { get; init; } = string.Empty;

    /// <summary>What a float product is added in: a format, <c>exact</c>, or bits of an exact accumulator.</summary>
    public string SumFormat { get; init; } = string.Empty;

    /// <summary>On a device, whether DSP slices multiply; null for where Yosys takes them.</summary>
    public bool? Dsp { get; init; }

    /// <summary>The clock that it is synthesized for; null where time does not press.</summary>
    public Hertz? Clock { get; init; }

    /// <summary>Supply in volts; null for the nominal one.</summary>
    public double? Voltage { get; init; }
}
