using System.CommandLine;
using System.CommandLine.Parsing;
using Accel.Arch.Diagnostics;
using Accel.Cli.Commands;
using Accel.Cli.Output;
using Accel.Explore.Sweeps;

namespace Accel.Cli;

/// <summary>The command line: parses, runs one command, and turns every outcome into an exit code.</summary>
internal static class AccelProgram
{
    public static int Run(string[] args)
    {
        RootCommand root = new("Models quantized-AI accelerators: cycles, energy and area, sweeps and Pareto reports.")
        {
            RunCommand.Create(),
            GemmCommand.Create(),
            SweepCommand.Create(),
            MergeCommand.Create(),
            SubmitCommand.Create(),
            ReportCommand.Create(),
            ExportCommand.Create(),
            EmitCommand.Create(),
            VerifyCommand.Create(),
            QuantizeCommand.Create(),
            CostCommand.Create(),
            ReproduceCommand.Create(),
            ListCommand.Create(),
            SchemaCommand.Create(),
        };
        try
        {
            ParseResult parsed = root.Parse(args);
            if (args.Length == 0)
            {
                root.Parse("--help").Invoke();
                return ExitCode.BadInput;
            }

            if (parsed.Errors.Count > 0)
            {
                DiagnosticPrinter.Print(parsed.Errors.Select(ToDiagnostic));
                return ExitCode.BadInput;
            }

            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (InputException refusal)
        {
            DiagnosticPrinter.Print(refusal.Diagnostics);
            return ExitCode.BadInput;
        }
        catch (SinkFailedException failure)
        {
            DiagnosticPrinter.Print(failure.Diagnostics);
            return ExitCode.Failed;
        }
        catch (OverflowException)
        {
            DiagnosticPrinter.Print(
            [
                new Diagnostic(DiagnosticCodes.Range, Severity.Error, new SourceLocation("command line"),
                    "the numbers of this design and workload are too large to count"),
            ]);
            return ExitCode.BadInput;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SweepFailedException)
        {
            Console.Error.WriteLine($"accel: {error.Message}");
            return ExitCode.Failed;
        }
    }

    private static Diagnostic ToDiagnostic(ParseError error) => new(
        DiagnosticCodes.Argument, Severity.Error, new SourceLocation("command line"), error.Message.TrimEnd('.'),
        "see 'accel --help'");
}
