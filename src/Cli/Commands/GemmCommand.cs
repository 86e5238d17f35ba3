using System.CommandLine;
using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Cli.Output;
using Accel.Explore.Runs;

namespace Accel.Cli.Commands;

/// <summary><c>accel gemm</c>: matrix products, timed one after the other.</summary>
internal static class GemmCommand
{
    public static Command Create()
    {
        Argument<string> design = CommonOptions.Design();
        Option<long?> m = CommonOptions.Whole("--m", "Rows of activations (tokens).");
        Option<long?> k = CommonOptions.Whole("--k", "Reduction.");
        Option<long?> n = CommonOptions.Whole("--n", "Output channels.");
        Option<string> csv = new("--csv")
        {
            Description = "Run the products of a file with columns name,m,k,n.",
            HelpName = "FILE",
        };
        Option<string[]> set = CommonOptions.Set();
        Option<bool> json = CommonOptions.Json();
        Command command = new("gemm", """
            Time one matrix product, activations [M x K] times weights [K x N], or all products of a CSV file.
            Under schedule accel, activations of at most half the activation buffer are on chip at the start, and
            results of at most that size stay there; weights and larger tensors move through DRAM.

            Examples:
              accel gemm bitmod-28nm --m 256 --k 4096 --n 4096
              accel gemm bitmod-28nm --m 1 --k 4096 --n 11008 --set precision.weights=fp3-er-ea/128 --json
              accel gemm bitmod-28nm --csv layers.csv
              accel gemm systolic-int8 --csv layers.csv --set schedule=scale-sim --set fabric.dataflow=ws
            """)
        {
            design, m, k, n, csv, set, json,
        };
        command.SetAction(parsed => Execute(
            parsed.GetRequiredValue(design), (parsed.GetValue(m), parsed.GetValue(k), parsed.GetValue(n)),
            parsed.GetValue(csv), parsed.GetValue(set) ?? [], parsed.GetValue(json)));
        return command;
    }

    private static int Execute(string designName, (long? M, long? K, long? N) shape, string? csv, string[] sets,
        bool isJson)
    {
        Session session = new();
        IReadOnlyList<NamedGemm> gemms = Gemms(session, shape, csv);
        (Design design, _, string file) = session.Load(designName, null, sets);
        Precision precision = design.Precision.Over(design.Fabric.DefaultPrecision);
        FeasibilityCheck.Demand(design, precision, usesKvCache: false, file);
        RunResult run = RunEvaluator.EvaluateGemms(design, precision, gemms, Session.Prices(design));
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

    private static IReadOnlyList<NamedGemm> Gemms(Session session, (long? M, long? K, long? N) shape, string? csv)
    {
        DiagnosticBag diagnostics = session.Context.Diagnostics;
        if (csv is not null)
        {
            if (shape != default)
            {
                Refuse(diagnostics, "--csv and --m, --k, --n exclude one another");
            }

            return session.Library.ReadText(csv, diagnostics) is { } text ? GemmCsv.Read(text, csv, diagnostics) : [];
        }

        foreach ((string name, long? value) in new[] { ("--m", shape.M), ("--k", shape.K), ("--n", shape.N) })
        {
            if (value is null or < 1 or > NamedGemm.MaximumExtent)
            {
                Refuse(diagnostics, value is null
                    ? $"{name} is missing; a product needs --m, --k and --n, or --csv FILE"
                    : $"{name} must be from 1 to {NamedGemm.MaximumExtent}, got {value}");
            }
        }

        return [new NamedGemm("gemm", shape.M ?? 1, shape.K ?? 1, shape.N ?? 1)];
    }

    private static void Refuse(DiagnosticBag diagnostics, string message) =>
        diagnostics.Error(DiagnosticCodes.Argument, new SourceLocation("command line"), message);
}
