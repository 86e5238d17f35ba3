using System.CommandLine;
using Accel.Arch.Devices;
using Accel.Arch.Diagnostics;
using Accel.Arch.Drams;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.Cli.Output;
using Accel.Explore.Reproductions;
using Accel.Sim.Schedules;

namespace Accel.Cli.Commands;

/// <summary><c>accel reproduce</c>: published results, ours beside them.</summary>
internal static class ReproduceCommand
{
    private const string All = "all";

    public static Command Create()
    {
        Argument<string> name = new("NAME")
        {
            Description = $"A published result, or 'all': {string.Join(", ", ReproductionCatalog.Names)}.",
        };
        Option<bool> json = CommonOptions.Json();
        Command command = new("reproduce", """
            Run a published result again: reported, modelled, difference. Fails when an exact row does not agree.

            Examples:
              accel reproduce bitmod-2024
              accel reproduce ant-2022 --json
              accel reproduce all
            """)
        {
            name, json,
        };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(name), parsed.GetValue(json)));
        return command;
    }

    private static int Execute(string name, bool isJson)
    {
        IReadOnlyList<IReproduction> catalog = ReproductionCatalog.All(Inputs(new Session()));
        IReproduction[] chosen = [.. catalog.Where(reproduction => name == All || reproduction.Name == name)];
        if (chosen.Length == 0)
        {
            throw new InputException(DiagnosticCodes.UnknownName, new SourceLocation("command line"),
                $"there is no published result '{name}'", NearestName.Hint(name, [.. ReproductionCatalog.Names, All]));
        }

        (IReproduction Reproduction, IReadOnlyList<ReproductionRow> Rows)[] results =
            [.. chosen.Select(reproduction => (reproduction, reproduction.Rows()))];
        if (isJson)
        {
            Console.Out.WriteLine(ReproductionJson.Write(name, results));
        }
        else
        {
            ReproductionTable.Print(results);
        }

        return results.All(result => result.Rows.All(row => row.Holds)) ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>What reproductions take from the configuration library.</summary>
    public static ReproductionInputs Inputs(Session session)
    {
        Technology? technology = session.Library.FindArgument("cmos-28nm", TechnologySchema.Folder,
            session.Context.Diagnostics)
            is { } file ? TechnologySchema.Load(file, session.Context) : null;
        Model?[] models = [.. session.Library.List(ModelSchema.Folder).Select(entry =>
            ModelFile.Load(entry.Path, session.Context))];
        Technology?[] devices = [.. session.Library.List(DeviceSchema.Folder).Select(entry =>
            DeviceSchema.Load(entry.Path, session.Context))];
        Technology?[] nodes = [.. session.Library.List(TechnologySchema.Folder).Select(entry =>
            TechnologySchema.Load(entry.Path, session.Context))];
        DramDevice?[] drams = [.. session.Library.List(DramSchema.Folder).Select(entry =>
            DramSchema.Load(entry.Path, session.Context))];
        session.Stop();
        return new ReproductionInputs(technology!, models.OfType<ModelShape>(), [ScheduleList.Get("accel")])
        {
            Devices = [.. devices.OfType<Technology>()], Technologies = [.. nodes.OfType<Technology>()],
            Drams = [.. drams.OfType<DramDevice>()],
        };
    }
}
