using System.CommandLine;
using Accel.Arch.Designs;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.Cli.Output;
using Accel.Explore.Runs;

namespace Accel.Cli.Commands;

/// <summary><c>accel run</c>: one design, one workload.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        Argument<string> design = CommonOptions.Design();
        Option<string> workload = new("--workload", "-w")
        {
            Description = "A workload: a file, a topology in CSV, or a name that 'accel list workloads' shows.",
            Required = true,
            HelpName = "WORKLOAD",
        };
        Option<string[]> set = CommonOptions.Set();
        Option<bool> json = CommonOptions.Json();
        Command command = new("run", """
            Run a workload on a design in closed form: a layer table, totals and the roofline.

            Examples:
              accel run bitmod-28nm --workload llama-2-7b-chat
              accel run my/design.yaml --workload llama-2-7b-chat --set fabric.rows=64 --set precision.weights=int6/128
              accel run bitmod-28nm --workload llama-2-7b-chat --set schedule=bitmod-2025 --json
              accel run fp16-28nm --workload resnet-50-scalesim.csv --set batch=8
            """)
        {
            design, workload, set, json,
        };
        command.SetAction(parsed => Execute(
            parsed.GetRequiredValue(design), parsed.GetRequiredValue(workload), parsed.GetValue(set) ?? [],
                parsed.GetValue(json)));
        return command;
    }

    private static int Execute(string designName, string workloadName, string[] sets, bool isJson)
    {
        Session session = new();
        (Design design, Workload? workload, string file) = session.Load(designName, workloadName, sets);
        Scenario scenario = new(design, workload!);
        FeasibilityCheck.Demand(scenario, file);
        RunResult run = RunEvaluator.Evaluate(scenario, Session.Prices(design));
        if (isJson)
        {
            Console.Out.WriteLine(RunJson.Write(run, Session.Version));
        }
        else
        {
            RunTables.Print(run);
        }

        return ExitCode.Done;
    }
}
