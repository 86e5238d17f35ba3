using System.Globalization;
using Accel.Explore.Configuration;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;

namespace Accel.Cli.Output;

/// <summary>Prints that a shard is done: it has a store and no report, which 'accel merge' makes of all.</summary>
internal static class ShardOutput
{
    public static int Print(string folder, SweepResult result, bool isJson)
    {
        using ResultStore store = ResultStore.Open(folder);
        if (isJson)
        {
            Console.Out.WriteLine(SweepJson.WriteShard(store, result));
        }
        else
        {
            Screen.Line(string.Create(CultureInfo.InvariantCulture,
                $"{store.Definition.Name}: shard {store.Part.Shard}, {store.Count:#,0} of {store.Part.Total:#,0} "
                + $"points, {store.FeasibleCount:#,0} feasible"));
            Screen.Line($"results  {store.Path}");
        }

        return ExitCode.Done;
    }
}
