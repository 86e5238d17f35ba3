using Accel.Arch.Diagnostics;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;
using Accel.Tests.Explore.Sweeps;

namespace Accel.Tests.Explore.Store;

/// <summary>Steps that the tests of the store share.</summary>
internal static class StoreFixture
{
    public static readonly Provenance Origin = new("0.1.0", "kind: sweep\nbase: x\n", "accel sweep x --out y");

    /// <summary>Sweeps a whole space into a new store.</summary>
    public static void Fill(string folder, SweepDefinition definition)
    {
        using ResultWriter writer = ResultWriter.Create(folder, definition, Origin, TimeProvider.System);
        Run(definition, SweepWork.All(definition.Space), writer);
    }

    public static SweepResult Run(
        SweepDefinition definition, SweepWork work, IResultSink sink, CancellationToken cancellation = default) =>
        new SweepRunner(definition, () => new SampleSweep.Evaluator(), TimeProvider.System)
            .Run(work, 2, sink, cancellation: cancellation);

    public static byte[] Bytes(string folder) => File.ReadAllBytes(Path.Combine(folder, "results.sqlite"));

    public static string[] Lines(string folder)
    {
        using ResultStore store = ResultStore.Open(folder);
        return [.. SampleSweep.Lines(store.Points())];
    }

    /// <summary>The one diagnostic that an action must end in.</summary>
    public static string Refusal(Action action, string code = DiagnosticCodes.Store)
    {
        InputException refusal = Assert.Throws<InputException>(action)!;
        Assert.That(refusal.Diagnostics, Has.Count.EqualTo(1));
        Assert.That(refusal.Diagnostics[0].Code, Is.EqualTo(code));
        return refusal.Message;
    }
}
