using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Accel.Tests.Support;

/// <summary>FsCheck with a fixed seed, so that a run that fails once fails again.</summary>
internal static class Seeded
{
    /// <summary>Checks a property; a failure is shrunk and thrown with the smallest case found.</summary>
    public static void Check<T>(Arbitrary<T> cases, Func<T, bool> holds, int count, ulong seed) =>
        Prop.ForAll(cases, holds).Check(Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed, 1), FSharpOption<int>.None))));

    /// <summary>The candidates that are smaller than a number: its least, its half towards it, one less.</summary>
    public static IEnumerable<int> Smaller(int value, int least) =>
        new[] { least, least + ((value - least) / 2), value - 1 }
            .Where(next => next >= least && next < value).Distinct();
}
