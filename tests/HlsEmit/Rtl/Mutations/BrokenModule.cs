using Accel.HlsEmit.Library;

namespace Accel.Tests.HlsEmit.Rtl.Mutations;

/// <summary>Breaks each line of a module in turn, for modules whose own bench is quick.</summary>
internal static class BrokenModule
{
    /// <summary>Demands that each mutation fails a bench, but for those that change nothing.</summary>
    /// <param name="benches">Fresh benches that the module passes.</param>
    /// <param name="equivalent">Mutated lines that mean the same, each with a reason where it is named.</param>
    public static void EachFails(string module, Func<RtlBench[]> benches, params string[] equivalent)
    {
        string source = HardwareLibrary.Modules.Single(one => one.Name == module).Text;
        IReadOnlyList<RtlMutation> mutations = RtlMutation.Of(source);
        Assert.That(mutations, Has.Count.GreaterThan(3));
        string[] survivors = [.. mutations.Where(mutation => !equivalent.Contains(mutation.After))
            .Where(mutation => !Fails(module, mutation.Apply(source), benches())).Select(mutation => $"{mutation}")];
        Assert.That(survivors, Is.Empty);
    }

    private static bool Fails(string module, string source, RtlBench[] benches)
    {
        bool fails = false;
        foreach (RtlBench bench in benches)
        {
            using (bench)
            {
                fails = fails || Fails(bench.Replace(module, source));
            }
        }

        return fails;
    }

    private static bool Fails(RtlBench bench)
    {
        try
        {
            using (new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext())
            {
                bench.Run();
            }

            return false;
        }
        catch (AssertionException)
        {
            return true;
        }
    }
}
