using Accel.Explore.Reproductions.Ant;
using Accel.Explore.Reproductions.Bitmod;
using Accel.Explore.Reproductions.Cost;
using Accel.Explore.Reproductions.DspChain;
using Accel.Explore.Reproductions.Olive;
using Accel.Explore.Reproductions.ScaleSim;
using Accel.Explore.Reproductions.TableLookup;
using Accel.Sim.BitSerial;

namespace Accel.Explore.Reproductions;

/// <summary>The published results that Accel reproduces. A new one adds a line and its name here.</summary>
public static class ReproductionCatalog
{
    /// <summary>The names of <see cref="All"/>, in its order, for help that has no inputs yet.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "bitmod-2024", "bitmod-2025", "bitmod-figures", "bitmod-fig9", "scale-sim", "ant-2022", "ant-figures", "olive",
        "tellme", "bitnet-kv260", "flightllm", "accllm", "cost",
    ];

    public static IReadOnlyList<IReproduction> All(ReproductionInputs inputs) =>
    [
        new BitmodSimulator(inputs, BitmodRevision.Paper2024, new Bitmod2024Schedule()),
        new BitmodSimulator(inputs, BitmodRevision.Reworked2025, new Bitmod2025Schedule()),
        new BitmodFigures(inputs),
        new BitmodPareto(inputs),
        new ScaleSimRuns(inputs),
        new AntSimulator(inputs),
        new AntFigures(inputs),
        new OliveAverages(inputs),
        new TellmeResults(inputs),
        new BitnetBoard(inputs),
        new FlightllmResults(inputs),
        new AccllmResults(inputs),
        new CostAccuracy(inputs),
    ];
}
