using System.CommandLine;
using Accel.Cli.Output;
using Accel.Explore.Store;

namespace Accel.Cli.Commands;

/// <summary><c>accel merge</c>: the shards of a sweep into one store and its report.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        Argument<string[]> folders = new("DIR")
        {
            Description = "The output folders of all shards, in any order.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> output = CommonOptions.Output("--out", "DIR",
            "The output folder: results.sqlite, report.html and pareto.svg.", "-o");
        Option<bool> front = new("--front-only")
        {
            Description = "Write the exact front of all shards, front.csv, instead of joining them.",
        };
        Option<bool> json = CommonOptions.Json();
        Command command = new("merge", """
            Join the shards of a sweep into one store and write the Pareto report, byte for byte what one run without
            --shard writes. All shards must be complete; they are only read.

            Examples:
              accel merge out/part0 out/part1 out/part2 out/part3 --out out/whole
              accel merge out/part0 out/part1 out/part2 out/part3 --out out/whole --front-only
            """)
        {
            folders, output, front, json,
        };
        command.SetAction(parsed => parsed.GetValue(front)
            ? Front(parsed.GetRequiredValue(folders), parsed.GetRequiredValue(output), parsed.GetValue(json))
            : Execute(parsed.GetRequiredValue(folders), parsed.GetRequiredValue(output), parsed.GetValue(json)));
        return command;
    }

    private static int Execute(string[] folders, string output, bool isJson)
    {
        using (CancellationTokenSource cancellation = new())
        using (Interruptions.Into(cancellation))
        using (ProgressLine progress = new())
        {
            try
            {
                ShardMerge.Run(folders, output, Session.Version, TimeProvider.System, progress, cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                Console.Error.WriteLine("accel: interrupted; nothing was written, and the shards are as they were");
                return ExitCode.Interrupted;
            }
        }

        return ReportCommand.Execute(output, withPng: false, isJson);
    }

    private static int Front(string[] folders, string output, bool isJson)
    {
        using CancellationTokenSource cancellation = new();
        using IDisposable interruptions = Interruptions.Into(cancellation);
        try
        {
            ShardFront front =
                ShardFront.Read(folders, Session.Version, Environment.ProcessorCount, cancellation.Token);
            FrontOutput.Print(front, front.Write(output), isJson);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("accel: interrupted; nothing was written, and the shards are as they were");
            return ExitCode.Interrupted;
        }
    }
}
