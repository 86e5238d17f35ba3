using System.CommandLine;
using Accel.Arch.Diagnostics;
using Accel.Cli.Output;
using Accel.Explore.Configuration;
using Accel.Explore.Reports;
using Accel.Explore.Store;

namespace Accel.Cli.Commands;

/// <summary><c>accel report</c>: the report again, from the result store.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("DIR") { Description = "The output folder of a sweep." };
        Option<bool> png = new("--png") { Description = "Write each figure as PNG too, 1280 x 960." };
        Option<bool> json = CommonOptions.Json();
        Command command = new("report", """
            Write the report and the figures of a sweep again, from the results that its folder holds.

            Examples:
              accel report out/bitserial
              accel report out/bitserial --png
            """)
        {
            folder, png, json,
        };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(folder), parsed.GetValue(png), parsed.GetValue(json)));
        return command;
    }

    /// <summary>Writes the report of a folder's store and prints what it says.</summary>
    public static int Execute(string folder, bool withPng, bool isJson)
    {
        Session session = new();
        using ResultStore store = ResultStore.Open(folder);
        SweepPlan? plan = SweepLoader.Rebuild(store.Provenance.ResolvedInputs, store.Path, session.Context);
        if (plan is not null && plan.Inputs != store.Provenance.ResolvedInputs)
        {
            session.Context.Diagnostics.Warning(DiagnosticCodes.Store, new SourceLocation(store.Path),
                "models or technologies have changed since the sweep; "
                + "the chosen designs in depth use the present ones");
        }

        session.Stop();
        ReportModel report = SweepSession.WriteReport(store, plan!, folder, withPng);
        if (isJson)
        {
            Console.Out.WriteLine(SweepJson.Write(store, plan!, report, null, folder));
        }
        else
        {
            FrontTable.Print(store, plan!, report, null, folder);
        }

        return ExitCode.Done;
    }
}
