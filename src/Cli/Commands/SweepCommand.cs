using System.CommandLine;
using System.Runtime.InteropServices;
using Accel.Arch.Diagnostics;
using Accel.Cli.Output;
using Accel.Explore.Cluster;
using Accel.Explore.Configuration;
using Accel.Explore.Reports;
using Accel.Explore.Store;
using Accel.Explore.Sweeps;

namespace Accel.Cli.Commands;

/// <summary><c>accel sweep</c>: the points of a sweep, their exact front, and the report.</summary>
internal static class SweepCommand
{
    private const int MaximumJobs = 1024;

    public static Command Create()
    {
        Argument<string> sweep = new(
            "SWEEP") { Description = "A sweep: a file, or a name that 'accel list sweeps' shows." };
        Option<string> folder = CommonOptions.Output(
            "--out", "DIR", "The output folder: results.sqlite, report.html, pareto.svg and figures/.", "-o");
        Option<bool> resume = new("--resume") { Description = "Go on with an interrupted sweep in the folder." };
        Option<long?> jobs = CommonOptions.Whole("--jobs", "Threads; all cores when left out.");
        jobs.Aliases.Add("-j");
        jobs.HelpName = "J";
        Option<string?> shard = new("--shard")
        {
            Description = "Only part i of n equal parts, i from 0; 'accel merge' joins them.",
            HelpName = "i/n",
        };
        Option<string?> inputs = new("--expect-inputs")
        {
            Description = "Refuse to run when the hash of the inputs is another; 'accel submit' sets it.",
            HelpName = "HASH",
        };
        SearchOptions search = new();
        Option<bool> json = CommonOptions.Json();
        Command command = new("sweep", """
            Evaluate the points of a sweep on all cores, keep them in one file, and write the Pareto report.
            Ctrl-C keeps what is done; --resume goes on from there, after a kill or a power cut too.

            Examples:
              accel sweep bitserial-llama2-7b --out out/bitserial
              accel sweep my/sweep.yaml --out out/mine --resume --jobs 2
              accel sweep my/sweep.yaml --out out/part3 --shard 3/8
              accel sweep bitserial-llama2-7b --out out/some --search nsga2 --budget 1000 --seed 7
            """)
        {
            sweep, folder, resume, shard, jobs, inputs, json,
        };
        search.AddTo(command);
        command.SetAction(parsed => Execute(
            parsed.GetRequiredValue(sweep), parsed.GetRequiredValue(folder), parsed.GetValue(resume),
            parsed.GetValue(shard), parsed.GetValue(jobs), parsed.GetValue(inputs),
            search.Read(parsed), parsed.GetValue(json)));
        return command;
    }

    private static int Execute(string name, string folder, bool resume, string? part, long? jobs, string? inputs,
        SearchOverrides search, bool isJson)
    {
        Session session = new();
        if (jobs is < 1 or > MaximumJobs)
        {
            session.Context.Diagnostics.Error(DiagnosticCodes.Argument, new SourceLocation("command line"),
                $"--jobs must be from 1 to {MaximumJobs}, got {jobs}");
        }

        Shard shard = Shard.Whole;
        if (part is not null && !Shard.TryParse(part, out shard))
        {
            session.Context.Diagnostics.Error(DiagnosticCodes.Argument, new SourceLocation("command line"),
                $"--shard must be i/n with i from 0 to n - 1 and n up to {Shard.MaximumCount}, got '{part}'",
                "the first of eight parts is 0/8");
        }

        string? file = session.Library.FindArgument(name, SweepSchema.Folder, session.Context.Diagnostics);
        SweepPlan? plan = file is null ? null : SweepLoader.Load(file, session.Context, search);
        if (!shard.IsWhole && plan is { Search.GoesInWaves: true })
        {
            session.Context.Diagnostics.Error(DiagnosticCodes.Argument, new SourceLocation("command line"),
                $"--shard cannot cut a search of kind {plan.Search.Kind}: its points follow from one another's results",
                "exhaustive and random sweeps can be cut");
        }

        session.Stop();

        // The same for everyone who runs this sweep, wherever its file and its folder lie and however it is cut.
        string command = $"accel sweep {Path.GetFileNameWithoutExtension(file)}{search}";
        Provenance provenance = new(Session.Version, plan!.Inputs, command);
        if (inputs is not null)
        {
            ExpectedInputs.Require(provenance, inputs);
        }

        SweepSession sweep = new(plan, provenance, folder, TimeProvider.System);
        SweepResult result;
        using (CancellationTokenSource cancellation = new())
        using (Interruptions.Into(cancellation))
        using (ProgressLine progress = new())
        {
            result = sweep.Run(resume, (int)(jobs ?? Environment.ProcessorCount), progress, cancellation.Token,
                shard);
        }

        if (!result.IsComplete)
        {
            Console.Error.WriteLine(
                $"accel: interrupted; {result.Evaluated} points of this run are kept in {folder}, --resume goes on");
            return ExitCode.Interrupted;
        }

        if (!shard.IsWhole)
        {
            return ShardOutput.Print(folder, result, isJson);
        }

        using ResultStore store = ResultStore.Open(folder);
        ReportModel report = SweepSession.WriteReport(store, plan, folder);
        if (isJson)
        {
            Console.Out.WriteLine(SweepJson.Write(store, plan, report, result, folder));
        }
        else
        {
            FrontTable.Print(store, plan, report, result, folder);
        }

        return ExitCode.Done;
    }
}
