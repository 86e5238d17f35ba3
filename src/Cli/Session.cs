using System.Reflection;
using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;
using Accel.Cli.Output;
using Accel.CostModel;
using Accel.Sim.Schedules;

namespace Accel.Cli;

/// <summary>
/// What one invocation works with: the config library, its diagnostics, and loaders that end it on bad input.
/// </summary>
internal sealed class Session
{
    public Session()
    {
        Library = new ConfigLibrary(ConfigRoots(), Environment.CurrentDirectory, ScheduleList.Names);
        Context = new BindContext(new DiagnosticBag(), Library);
        Loader = new ScenarioLoader(Context);
    }

    public static string Version { get; } =
        typeof(Session).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0";

    public ConfigLibrary Library { get; }

    public BindContext Context { get; }

    public ScenarioLoader Loader { get; }

    /// <summary>Loads what a command needs, reporting the mistakes of all its files at once.</summary>
    /// <exception cref="InputException">Something is wrong with the input.</exception>
    public (Design Design, Workload? Workload, string DesignFile) Load(string design, string? workload, string[] sets)
    {
        Loader.Set(sets);
        if (workload is null)
        {
            Loader.RefuseWorkloadEdits();
        }

        string? designFile = Library.FindArgument(design, DesignSchema.Folder, Context.Diagnostics);
        string? workloadFile = workload is null ? null
            : Library.FindArgument(workload, WorkloadSchema.Folder, Context.Diagnostics);
        Design? loadedDesign = designFile is null ? null : Loader.Design(designFile);
        Workload? loadedWorkload = workloadFile is null ? null : Loader.Workload(workloadFile);
        Stop();
        return (loadedDesign!, loadedWorkload, designFile!);
    }

    /// <summary>Prints warnings; ends the command when there are errors.</summary>
    public void Stop()
    {
        if (Context.Diagnostics.HasErrors)
        {
            throw new InputException(Context.Diagnostics.Items);
        }

        DiagnosticPrinter.Print(Context.Diagnostics.Items);
    }

    public static PriceBook Prices(Design design) => new(design.Technology);

    /// <summary>
    /// The config roots, nearest first: the environment's, the working directory's, the one beside the program.
    /// </summary>
    private static List<string> ConfigRoots()
    {
        List<string> roots = [];
        if (Environment.GetEnvironmentVariable("ACCEL_CONFIGS") is { Length: > 0 } named)
        {
            roots.AddRange(named.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        }

        roots.Add(Path.Combine(Environment.CurrentDirectory, Explore.Library.ConfigRoots.Folder));
        if (Explore.Library.ConfigRoots.Beside(AppContext.BaseDirectory) is { } beside)
        {
            roots.Add(beside);
        }

        return roots;
    }
}
