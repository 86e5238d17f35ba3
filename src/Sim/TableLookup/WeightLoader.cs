using Accel.Sim.Memory;

namespace Accel.Sim.TableLookup;

/// <summary>How index vectors lie in DRAM, and how they come from there.</summary>
/// <remarks>
/// All ports together deliver a beat a cycle; a beat carries whole index vectors and, beside them, a value of 16 bits
/// (TeLLMe puts norm weights there). Vectors wider than that take several beats. The paper prints a ceiling for the
/// vectors of a beat; five vectors of 140 bits in 768 - 16, as its text says, are the floor.
/// </remarks>
/// <param name="Ports">AXI ports that read side by side.</param>
/// <param name="PortBits">Bits of a port.</param>
/// <param name="Burst">Beats of a burst.</param>
/// <param name="Outstanding">Bursts that a port may have asked for and not received.</param>
/// <param name="Latency">Cycles from a request to its first beat: our choice, a quarter of a microsecond.</param>
/// <param name="SideBits">Bits of a beat that are not of index vectors.</param>
public readonly record struct WeightLoader(
    int Ports, int PortBits, int Burst, int Outstanding, int Latency, int SideBits)
{
    /// <summary>TeLLMe's ports: three of 256 bits, bursts of 16, 16 outstanding (arXiv 2510.15926, Sec. 3).</summary>
    public static readonly WeightLoader Default = new(3, 256, 16, 16, 64, 16);

    /// <summary>Bits of a beat of all ports.</summary>
    public int BeatBits => Ports * PortBits;

    /// <summary>Whole index vectors of a beat; 0 when one is wider than a beat.</summary>
    public int VectorsPerBeat(int vectorBits) => (BeatBits - SideBits) / vectorBits;

    /// <summary>Beats of so many index vectors.</summary>
    public long Beats(long vectors, int vectorBits)
    {
        int perBeat = VectorsPerBeat(vectorBits);
        int room = BeatBits - SideBits;
        return perBeat > 0 ? (vectors + perBeat - 1) / perBeat : vectors * ((vectorBits + room - 1) / room);
    }

    /// <summary>Bytes that so many index vectors take in DRAM.</summary>
    public long Bytes(long vectors, int vectorBits) => Beats(vectors, vectorBits) * BeatBits / 8;

    /// <summary>Cycles in which the ports deliver so many beats, once the first has come.</summary>
    /// <remarks>
    /// One a cycle, unless all requests that may be outstanding are served before the first answer is there: a port
    /// then receives so many bursts in a latency and the burst behind it.
    /// </remarks>
    public long PortCycles(long beats)
    {
        long inFlight = (long)Outstanding * Burst;
        long roundTrip = Latency + Burst;
        return inFlight >= roundTrip ? beats : ((beats * roundTrip) + inFlight - 1) / inFlight;
    }

    /// <summary>
    /// Ticks to load so many index vectors: a latency, and then what ports or DRAM take, the slower of both.
    /// </summary>
    public long LoadTicks(long vectors, int vectorBits, DramRate rate)
    {
        long beats = Beats(vectors, vectorBits);
        return (Latency * rate.TicksPerCycle)
            + Math.Max(PortCycles(beats) * rate.TicksPerCycle, beats * BeatBits * DramRate.TicksPerBit);
    }
}
