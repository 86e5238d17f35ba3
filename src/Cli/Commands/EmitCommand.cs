using System.CommandLine;
using Accel.Arch.Designs;
using Accel.Arch.Devices;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Cli.Output;
using Accel.CostModel;
using Accel.CostModel.Estimates;
using Accel.CostModel.Fpga.Modules;
using Accel.Explore.Runs;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Engines;

namespace Accel.Cli.Commands;

/// <summary><c>accel emit</c>: a design as sources for synthesis, with a test bench and what it needs.</summary>
internal static class EmitCommand
{
    public static Command Create()
    {
        Argument<string> design = CommonOptions.Design();
        Option<string> target = Target();
        Option<string> folder = CommonOptions.Output("--out", "DIR",
            "The output folder: rtl/, tb/, vivado/, Makefile and manifest.json.", "-o");
        Option<string[]> set = CommonOptions.Set();
        Option<bool> json = CommonOptions.Json();
        Command command = new("emit", """
            Write a design as Verilog: sources, a test bench with vectors of the cycle-stepped machine, scripts for
            Vivado, Icarus Verilog, Verilator and Yosys, and manifest.json. The same design gives the same bytes. An
            emission that is in the folder already is replaced, and what else is there stays.

            Examples:
              accel emit systolic-int8 --target verilog --out out/systolic
              accel emit bitmod-28nm --target verilog --out out/bitmod --set precision.weights=fp4-er-ea/128
            """)
        {
            design, target, folder, set, json,
        };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(design), parsed.GetRequiredValue(folder),
            parsed.GetValue(set) ?? [], parsed.GetValue(json)));
        return command;
    }

    /// <summary>What to write; Verilog until there is more.</summary>
    public static Option<string> Target()
    {
        Option<string> target = new("--target")
        {
            Description = "What to write: verilog.", HelpName = "TARGET", DefaultValueFactory = _ => "verilog",
        };
        target.AcceptOnlyFromAmong("verilog");
        return target;
    }

    /// <summary>What is emitted of a design: its fabric in the formats of its weights and activations.</summary>
    /// <exception cref="InputException">The design cannot be built, or has no hardware yet.</exception>
    public static EmissionRequest Request(Session session, string designName, string[] sets)
    {
        (Design design, _, string file) = session.Load(designName, null, sets);
        Precision precision = design.Precision.Over(design.Fabric.DefaultPrecision);
        FeasibilityCheck.Demand(design, precision, usesKvCache: false, file);
        design = DesignClock.Decided(design, precision);
        EmissionRequest request = new()
        {
            Design = design, Weights = precision.Weights, Activations = precision.Activations,
            Version = Session.Version,
            Estimate = Estimate,
        };
        return VerilogEmission.WhyNot(request) is { } reason
            ? throw new InputException(DiagnosticCodes.Unsupported, new SourceLocation(file),
                $"{design.Name} has no Verilog: {reason}")
            : request;
    }

    /// <summary>What an engine takes, from the structure of its modules.</summary>
    private static EngineEstimate Estimate(Engine engine)
    {
        CostNode node = FpgaModules.Of(engine.Module, new ModuleParameters(
            engine.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value))));
        return new EngineEstimate(node.Each.Resources!.Value, node.Each.LutUncertainty,
        [
            .. node.Parts.GroupBy(part => part.Name).Select(parts => (parts.Key, parts.Aggregate(
                default(FpgaResources), (sum, part) => sum + (part.Each.Resources!.Value * part.Count)))),
        ]);
    }

    private static int Execute(string designName, string folder, string[] sets, bool isJson)
    {
        Session session = new();
        EmissionRequest request = Request(session, designName, sets);
        if (EmissionFolder.WhyNot(folder) is { } reason)
        {
            throw new InputException(DiagnosticCodes.Argument, new SourceLocation("command line"), $"--out: {reason}",
                "take another folder");
        }

        VerilogEmission emission = VerilogEmission.Of(request);
        EmissionFolder.Write(folder, emission.Files);
        if (isJson)
        {
            Console.Out.Write(emission.Files.Single(file => file.Path == "manifest.json").Text);
        }
        else
        {
            EmissionTable.Print(emission, folder);
        }

        return ExitCode.Done;
    }
}
