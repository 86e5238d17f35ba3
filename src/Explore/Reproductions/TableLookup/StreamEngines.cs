using Accel.Arch.Workloads;

namespace Accel.Explore.Reproductions.TableLookup;

/// <summary>Engines that multiply ternary weights as they stream from DRAM, as bitnet-kv260 has them.</summary>
/// <remarks>Five weights a byte in base 3, a neuron padded to whole beats; every engine takes a beat a cycle.</remarks>
internal sealed record StreamEngines(int Engines, int BeatBytes, double ClockHertz)
{
    private const int WeightsPerByte = 5;

    /// <summary>Four engines of 128-bit beats at 250 MHz: 320 weights a cycle.</summary>
    public static readonly StreamEngines Board = new(4, 16, 250e6);

    /// <summary>Bytes a second when every engine gets a beat in every cycle.</summary>
    public double BytesPerSecond => Engines * BeatBytes * ClockHertz;

    /// <summary>Bytes of a matrix.</summary>
    public long Bytes(long inputs, long outputs)
    {
        long weightsPerBeat = WeightsPerByte * BeatBytes;
        return (inputs + weightsPerBeat - 1) / weightsPerBeat * BeatBytes * outputs;
    }

    /// <summary>Bytes of all layers of a model.</summary>
    public long LayerBytes(ModelShape model) => WorkloadOperators
        .Expand(model, Phase.Decode(1, 1), 1, LogitsRule.Last).OfType<GemmOperator>()
        .Where(gemm => gemm.Role == OperatorRole.Linear).Sum(gemm => Bytes(gemm.K, gemm.N) * gemm.Count);

    /// <summary>Bytes of the language-model head in trits.</summary>
    public long HeadBytes(ModelShape model) => Bytes(model.Hidden, model.Vocabulary);
}
