using System.CommandLine;
using Accel.Arch.Diagnostics;
using Accel.Cli.Output;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Verification;

namespace Accel.Cli.Commands;

/// <summary><c>accel verify</c>: emits a design, and runs every tool on what was emitted.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        Argument<string> design = CommonOptions.Design();
        Option<string> target = EmitCommand.Target();
        Option<bool> full = new("--full-size")
        {
            Description = "Simulate and synthesize the design at its own size; this may take hours.",
        };
        Option<bool> missing = new("--allow-missing") { Description = "Pass over tools that are not installed." };
        Option<string> liberty = new("--liberty")
        {
            Description = "Standard cells of a Liberty file; without it NAND gates of no library.", HelpName = "FILE",
        };
        Option<string> include = new("--hls-include")
        {
            Description = "The vendor's headers for C simulation; without it the stand-ins.", HelpName = "DIR",
        };
        Option<string> keep = new("--keep") { Description = "Leave what was emitted in a folder.", HelpName = "DIR" };
        Option<string[]> set = CommonOptions.Set();
        Option<bool> json = CommonOptions.Json();
        Command command = new("verify", """
            Emit a design into a fresh folder and run Verilator, Icarus Verilog and Yosys on it: lint with all warnings,
            every bit and every cycle of products against the cycle-stepped machine, and synthesis. The design is
            linted at its own size; a small one of the same datapath is simulated and synthesized, unless
            --full-size asks for all of it. With --target hls the kernel of C++ is compiled at its own size and small,
            behind memory and behind streams, and every bit of its C simulation compared. Exits with 1 when a check
            does not hold.

            Examples:
              accel verify systolic-int8
              accel verify tellme-kv260 --target hls
              accel verify bitmod-28nm --set precision.weights=fp3-er-ea/128 --json
            """)
        {
            design, target, full, missing, liberty, include, keep, set, json,
        };
        command.SetAction(parsed => Execute(
            parsed.GetRequiredValue(design), parsed.GetRequiredValue(target), parsed.GetValue(set) ?? [],
            new VerifyOptions
            {
                FullSize = parsed.GetValue(full), AllowMissing = parsed.GetValue(missing),
                Liberty = parsed.GetValue(liberty), HlsInclude = parsed.GetValue(include),
            },
            parsed.GetValue(keep), parsed.GetValue(json)));
        return command;
    }

    private static int Execute(
        string designName, string target, string[] sets, VerifyOptions options, string? keep, bool isJson)
    {
        Session session = new();
        DemandFiles(session, options, keep);
        EmissionRequest request = EmitCommand.Request(session, designName, target, sets);
        string folder = keep ?? Directory.CreateTempSubdirectory("accel-verify-").FullName;
        try
        {
            using CancellationTokenSource cancellation = new();
            using IDisposable interruptions = Interruptions.Into(cancellation);
            VerifyResult result = target == EmitCommand.Hls
                ? new HlsVerifier(options, new Announcements()).Run(request, folder, cancellation.Token)
                : new Verifier(options, new Announcements()).Run(request, folder, cancellation.Token);
            if (isJson)
            {
                Console.Out.WriteLine(VerifyJson.Write(result, Session.Version));
            }
            else
            {
                VerifyTable.Print(result);
            }

            return result.Passed ? ExitCode.Done : ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("accel: interrupted");
            return ExitCode.Interrupted;
        }
        finally
        {
            if (keep is null && Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static void DemandFiles(Session session, VerifyOptions options, string? keep)
    {
        SourceLocation line = new("command line");
        if (options.Liberty is { } liberty && !File.Exists(liberty))
        {
            session.Context.Diagnostics.Error(
                DiagnosticCodes.Argument, line, $"--liberty: there is no file {liberty}");
        }

        if (options.HlsInclude is { } include && !Directory.Exists(include))
        {
            session.Context.Diagnostics.Error(
                DiagnosticCodes.Argument, line, $"--hls-include: there is no folder {include}");
        }

        if (keep is not null && (File.Exists(keep)
            || (Directory.Exists(keep) && Directory.EnumerateFileSystemEntries(keep).Any())))
        {
            session.Context.Diagnostics.Error(
                DiagnosticCodes.Argument, line, $"--keep: {keep} is there already", "take another folder");
        }

        session.Stop();
    }

    private sealed class Announcements : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine($"{value} ...");
    }
}
