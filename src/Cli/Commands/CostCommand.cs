using System.CommandLine;
using Accel.Arch.Designs;
using Accel.Arch.Devices;
using Accel.Arch.Diagnostics;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;
using Accel.Cli.Output;
using Accel.CostModel;
using Accel.CostModel.Estimates;
using Accel.Explore.Costs;
using Accel.Explore.Runs;

namespace Accel.Cli.Commands;

/// <summary><c>accel cost</c>: what a block costs in a process or on a device, and how far to trust that.</summary>
internal static class CostCommand
{
    /// <summary>Nothing stands before a parameter, and two dashes before an option.</summary>
    private const string AsTyped = "", Option = "--";

    private static readonly SourceLocation Line = new("command line");

    public static Command Create()
    {
        Argument<string> item = new("ITEM")
        {
            Description = $"A block: {string.Join(", ", CostItems.All.Select(one => one.Name))}; or a design.",
        };
        Argument<string[]> parameters = new("key=value")
        {
            Description = "What the block is like, such as bytes=65536; of a design any path, as --set takes it.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string> technology = new("--technology")
        {
            Description = "A process: a name that 'accel list technologies' shows.", HelpName = "T",
        };
        Option<string> device = new("--device")
        {
            Description = "An FPGA: a name that 'accel list devices' shows.", HelpName = "D",
        };
        Option<bool> json = CommonOptions.Json();
        Command command = new("cost", $"""
            Price a block or a whole design: area, energy, leakage and delay in a process, or what it takes of an FPGA,
            each with its source and how far to trust it.

            {string.Join("\n", CostItems.All.Select(one =>
                $"  {one.Name,-12} {string.Join(' ', one.Keys.Select(key => key + "="))}  {one.Summary}"))}

            Examples:
              accel cost mac a=8 b=8 acc=32 --technology cmos-28nm
              accel cost register bits=32 --device kv260
              accel cost bitmod-28nm fabric.lanes=8
              accel cost dram type=ddr4-3200 pattern=run:256
            """)
        {
            item, parameters, technology, device, json,
        };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(item), parsed.GetValue(parameters) ?? [],
            parsed.GetValue(technology), parsed.GetValue(device), parsed.GetValue(json)));
        return command;
    }

    private static int Execute(string name, string[] parameters, string? technology, string? device, bool isJson)
    {
        Session session = new();
        if (CostItems.All.FirstOrDefault(one => one.Name == name) is not { } item)
        {
            return OfDesign(session, name, parameters, technology, device, isJson);
        }

        Technology place = Place(session, item, technology, device);
        MapNode given = Parameters(parameters, session.Context.Diagnostics);
        CostNode? node = null;
        try
        {
            node = item.Price(given, place, session.Context);
        }
        catch (NotPricedException reason)
        {
            SourceLocation where = reason.Parameter is { } key && given[key] is { } value ? value.Where : Line;
            session.Context.Diagnostics.Error(DiagnosticCodes.Unsupported, where, reason.Message, reason.Hint);
        }

        session.Stop();
        return Print(node!, string.Join(' ', [name, .. parameters]), place.Name, isJson);
    }

    private static int OfDesign(
        Session session, string name, string[] sets, string? technology, string? device, bool isJson)
    {
        string[] blocks = [.. CostItems.All.Select(item => item.Name)];
        if (session.Library.List(DesignSchema.Folder).All(entry => entry.Name != name) && !File.Exists(name))
        {
            throw new InputException(DiagnosticCodes.UnknownName, Line,
                $"there is no block and no design '{name}' to price", NearestName.Hint(name, blocks));
        }

        session.Loader.Set(sets, AsTyped);
        string[] places =
        [
            .. technology is null ? [] : new[] { $"technology={technology}" },
            .. device is null ? [] : new[] { $"device={device}" },
        ];
        session.Loader.Set(places, Option);
        (Design design, _, string file) = session.Load(name, null, []);
        Precision precision = design.Precision.Over(design.Fabric.DefaultPrecision);
        FeasibilityCheck.Demand(design, precision, usesKvCache: false, file);
        design = DesignClock.Decided(design, precision);
        return Print(DesignCosts.Of(Session.Prices(design), design, precision), string.Join(' ', [name, .. sets]),
            design.Technology.Name, isJson);
    }

    private static int Print(CostNode node, string what, string place, bool isJson)
    {
        if (isJson)
        {
            Console.Out.WriteLine(CostJson.Write(node, what, place, Session.Version));
        }
        else
        {
            CostTable.Print(node, what, place);
        }

        return ExitCode.Done;
    }

    private static MapNode Parameters(string[] assignments, DiagnosticBag diagnostics)
    {
        MapNode map = new([], Line);
        foreach (string assignment in assignments)
        {
            if (NodeEdits.Parse(assignment, diagnostics, AsTyped) is not ({ Length: 1 } path, { } value))
            {
                continue;
            }

            if (map[path[0]] is not null)
            {
                diagnostics.Error(DiagnosticCodes.DuplicateKey, value.Where, $"{path[0]} is given twice");
            }

            map = map.With(new MapNode.Entry(path[0], value.Where, value));
        }

        return map;
    }

    private static Technology Place(Session session, CostItem item, string? technology, string? device)
    {
        if (technology is not null && device is not null)
        {
            throw new InputException(DiagnosticCodes.Argument, Line,
                "--technology and --device cannot both be given: a block is built in one of them");
        }

        if (technology is null && device is null)
        {
            return item.NeedsNoPlace ? Technology.None : throw new InputException(DiagnosticCodes.Argument, Line,
                $"a price of '{item.Name}' needs a place", "such as --technology cmos-28nm, or --device u280");
        }

        (string name, string folder) = technology is not null
            ? (technology, TechnologySchema.Folder) : (device!, DeviceSchema.Folder);
        Technology? found = session.Library.FindArgument(name, folder, session.Context.Diagnostics) is { } file
            ? technology is not null ? TechnologySchema.Load(file, session.Context)
                : DeviceSchema.Load(file, session.Context)
            : null;
        session.Stop();
        return found!;
    }
}
