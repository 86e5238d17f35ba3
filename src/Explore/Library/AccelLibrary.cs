using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;
using Accel.CostModel;
using Accel.Explore.Configuration;
using Accel.Explore.Runs;
using Accel.Sim.Schedules;

namespace Accel.Explore.Library;

/// <summary>The way in for a program: loads designs, workloads and sweeps by name or file, and runs them.</summary>
/// <remarks>
/// What is loaded are immutable records: change them with <c>with</c>, compose them into a sweep with
/// <see cref="NewSweep"/>. Every mistake in a file, all of them at once, is an <see cref="InputException"/> whose
/// message is what the command line prints. May be used from several threads.
/// </remarks>
public sealed class AccelLibrary
{
    private readonly string[] _roots;

    private AccelLibrary(string[] roots) => _roots = roots;

    /// <summary>Opens the library that lies beside the program, under folders of the user's own.</summary>
    /// <param name="roots">
    /// Folders with <c>designs/</c>, <c>workloads/</c>, ... of their own; the first that has a name wins, before the
    /// library that came with the package.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">A folder is missing, or there is no library at all.</exception>
    public static AccelLibrary Open(params string[] roots)
    {
        if (Array.Find(roots, root => !Directory.Exists(root)) is { } missing)
        {
            throw new DirectoryNotFoundException($"there is no folder {missing}");
        }

        string? shipped = ConfigRoots.Beside(AppContext.BaseDirectory);
        if (shipped is null && roots.Length == 0)
        {
            throw new DirectoryNotFoundException(
                $"there is no folder {ConfigRoots.Folder} beside {AppContext.BaseDirectory}; name one");
        }

        return new AccelLibrary(shipped is null ? roots : [.. roots, shipped]);
    }

    /// <summary>The names of one folder of the library: <c>designs</c>, <c>models</c>, <c>workloads</c>, ...</summary>
    public IReadOnlyList<string> Names(string folder) => [.. Files().List(folder).Select(entry => entry.Name)];

    /// <summary>Loads a design.</summary>
    /// <param name="name">A file, or a name of the library.</param>
    /// <param name="sets">Changes as <c>--set</c> takes them: <c>fabric.rows=64</c>.</param>
    /// <exception cref="InputException">It is missing or wrong, or a change is.</exception>
    public Design Design(string name, params string[] sets) => Read(context =>
        context.Library.FindArgument(name, DesignSchema.Folder, context.Diagnostics) is { } file
            ? Loader(context, sets).Design(file) : null);

    /// <summary>Loads a workload, or a topology in CSV as one.</summary>
    /// <param name="name">A file, or a name of the library.</param>
    /// <param name="sets">Changes as <c>--set</c> takes them: <c>batch=8</c>.</param>
    /// <exception cref="InputException">It is missing or wrong, or a change is.</exception>
    public Workload Workload(string name, params string[] sets) => Read(context =>
        context.Library.FindArgument(name, WorkloadSchema.Folder, context.Diagnostics) is { } file
            ? Loader(context, sets).Workload(file) : null);

    /// <summary>Loads a sweep with all it refers to.</summary>
    /// <param name="name">A file, or a name of the library.</param>
    /// <exception cref="InputException">It is missing, or something of it is wrong.</exception>
    public SweepPlan Sweep(string name) => Read(context =>
        context.Library.FindArgument(name, SweepSchema.Folder, context.Diagnostics) is { } file
            ? SweepLoader.Load(file, context) : null);

    /// <summary>Begins a sweep of designs made in code. Several are its first axis, <c>design</c>.</summary>
    /// <param name="designs">At least one, each under a name of its own.</param>
    public SweepBuilder NewSweep(string name, params Design[] designs) => new(this, name, designs);

    /// <summary>Runs a workload on a design in closed form, with every layer's figures.</summary>
    /// <exception cref="InputException">The design cannot run the workload; the message says why.</exception>
    public static RunResult Run(Design design, Workload workload) => Run(new Scenario(design, workload));

    /// <summary>Runs a scenario, such as a point of a front, in closed form.</summary>
    /// <exception cref="InputException">The design cannot run the workload; the message says why.</exception>
    public static RunResult Run(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        FeasibilityCheck.Demand(scenario, scenario.Design.Name);
        return RunEvaluator.Evaluate(scenario, new PriceBook(scenario.Design.Technology));
    }

    /// <summary>Reads something with a context of its own, so that it remembers only the files of this.</summary>
    internal T Read<T>(Func<BindContext, T?> read)
        where T : class
    {
        BindContext context = new(new DiagnosticBag(), Files());
        T? loaded = read(context);
        return loaded is not null && !context.Diagnostics.HasErrors
            ? loaded
            : throw new InputException(context.Diagnostics.Items);
    }

    private ConfigLibrary Files() => new(_roots, Environment.CurrentDirectory, ScheduleList.Names);

    private static ScenarioLoader Loader(BindContext context, string[] sets)
    {
        ScenarioLoader loader = new(context);
        loader.Set(sets);
        return loader;
    }
}
