using System.CommandLine;
using Accel.Arch.Diagnostics;
using Accel.Cli.Output;
using Accel.Explore.Cluster;
using Accel.Explore.Configuration;
using Accel.Explore.Store;

namespace Accel.Cli.Commands;

/// <summary><c>accel submit</c>: a sweep as jobs of a cluster.</summary>
internal static class SubmitCommand
{
    private static readonly Argument<string> Sweep = new("SWEEP")
    {
        Description = "A sweep: a file, or a name that 'accel list sweeps' shows.",
    };

    private static readonly Option<bool> Slurm = new("--slurm") { Description = "Submit to Slurm." };

    private static readonly Option<long?> Array =
        CommonOptions.Whole("--array", "Shards that the points are cut into, each a task of a job array.");

    private static readonly Option<string> Out = CommonOptions.Output(
        "--out", "DIR", "The folder of results, shards, scripts and logs; all nodes must see it.", "-o");

    private static readonly Option<string?> Partition = Text("--partition", "P", "Where to run, as sbatch takes it.");

    private static readonly Option<string?> Account = Text("--account", "A", "Whom to charge, as sbatch takes it.");

    private static readonly Option<string?> Qos = Text("--qos", "Q", "The quality of service, as sbatch takes it.");

    private static readonly Option<string?> Time =
        Text("--time", "T", "The time limit of a job; a shard that reaches it is requeued and goes on.");

    private static readonly Option<long?> Cpus =
        CommonOptions.Whole("--cpus-per-task", "CPUs of a shard; 1 if left out.");

    private static readonly Option<string?> Memory = Text("--mem", "M", "Memory of a job, as sbatch takes it.");

    private static readonly Option<string?> Constraint =
        Text("--constraint", "C", "Features that the nodes of shards must have, as sbatch takes them.");

    private static readonly Option<long?> Running =
        CommonOptions.Whole("--max-running", "The most shards that run at once.");

    private static readonly Option<string[]> Further = new("--sbatch-option")
    {
        Description = "A further option for both scripts, such as --sbatch-option=--exclude=n1. May be repeated.",
        HelpName = "option",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly SearchOptions Search = new();

    private static readonly Option<bool> FrontOnly = new("--front-only")
    {
        Description = "Leave the shards as they are, and write only their exact front, front.csv.",
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Print scripts and commands; write and submit nothing.",
    };

    private static readonly Option<bool> Force = new("--force")
    {
        Description = "Submit although jobs of an earlier submission are in the queue.",
    };

    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Create()
    {
        Array.HelpName = "N";
        Cpus.HelpName = "C";
        Running.HelpName = "K";
        Command command = new("submit", """
            Run a sweep on a cluster: a job array of shards, and a job that merges them into one store and report. The
            same command again submits only what is missing.

            Examples:
              accel submit bitserial-llama2-7b --slurm --array 8 --out out/cluster --dry-run
              accel submit my/sweep.yaml --slurm --array 100 --cpus-per-task 16 --time 2:00:00 --out out/mine
            """)
        {
            Sweep, Slurm, Array, Out, Partition, Account, Qos, Time, Cpus, Memory, Constraint, Running, Further,
            FrontOnly, DryRun, Force, Json,
        };
        Search.AddTo(command);
        command.SetAction(Execute);
        return command;
    }

    private static int Execute(ParseResult parsed)
    {
        Session session = new();
        DiagnosticBag diagnostics = session.Context.Diagnostics;
        if (!parsed.GetValue(Slurm))
        {
            Refuse(diagnostics, "submit needs --slurm", "Slurm is the one scheduler that Accel knows");
        }

        if (parsed.GetValue(Array) is null)
        {
            Refuse(diagnostics, "submit needs --array", "--array 8 cuts the sweep into 8 shards");
        }

        SearchOverrides search = Search.Read(parsed);
        string name = parsed.GetRequiredValue(Sweep);
        string? file = session.Library.FindArgument(name, SweepSchema.Folder, diagnostics);
        SweepPlan? plan = file is null ? null : SweepLoader.Load(file, session.Context, search);
        SubmitRequest request = new(name, search, new ClusterFolder(Path.GetFullPath(parsed.GetRequiredValue(Out))),
            Int(parsed.GetValue(Array)) ?? 1, Resources(parsed), ThisProgram.Launch(), parsed.GetValue(FrontOnly),
            parsed.GetValue(Force));
        SubmitCheck.Check(request, plan, diagnostics);
        session.Stop();

        Provenance provenance = new(Session.Version, plan!.Inputs,
            $"accel sweep {Path.GetFileNameWithoutExtension(file)}{search}");
        ClusterSubmission submission = new(plan, provenance, request);
        bool isDryRun = parsed.GetValue(DryRun);
        SubmitPlan done = isDryRun ? submission.Plan() : submission.Submit();
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(SubmitJson.Write(done, Session.Version, isDryRun));
        }
        else
        {
            SubmitText.Print(done, isDryRun);
        }

        return ExitCode.Done;
    }

    private static ClusterResources Resources(ParseResult parsed) => new()
    {
        Partition = parsed.GetValue(Partition),
        Account = parsed.GetValue(Account),
        Qos = parsed.GetValue(Qos),
        Time = parsed.GetValue(Time),
        CpusPerTask = Int(parsed.GetValue(Cpus)) ?? 1,
        Memory = parsed.GetValue(Memory),
        Constraint = parsed.GetValue(Constraint),
        MaxRunning = Int(parsed.GetValue(Running)),
        Options = parsed.GetValue(Further) ?? [],
    };

    private static int? Int(long? value) =>
        value is { } number ? (int)Math.Clamp(number, int.MinValue, int.MaxValue) : null;

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };

    private static void Refuse(DiagnosticBag diagnostics, string message, string hint) =>
        diagnostics.Error(DiagnosticCodes.Argument, new SourceLocation("command line"), message, hint);
}
