using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Accel.HlsEmit.Verification;

/// <summary>Runs programs of others in a folder, and ends them when they take too long or are no longer wanted.</summary>
/// <param name="timeout">For each program.</param>
public sealed class ToolRunner(TimeSpan timeout)
{
    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="OperationCanceledException">It was ended on request.</exception>
    public ToolResult Run(string tool, string folder, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        using Process process = new();
        process.StartInfo = new ProcessStartInfo(tool)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (string argument in arguments)
        {
            process.StartInfo.ArgumentList.Add(argument);
        }

        // What is read is what the tools say without a language of the user's.
        process.StartInfo.Environment["LC_ALL"] = "C";
        StringBuilder output = new();
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return new ToolResult(null, $"{tool} is not installed", IsMissing: true);
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(timeout);
        try
        {
            process.WaitForExitAsync(end.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            Append($"{tool} took more than {timeout.TotalSeconds:0} s and was ended");
            return new ToolResult(null, Text());
        }

        return new ToolResult(process.ExitCode, Text());

        void Append(string? line)
        {
            lock (output)
            {
                if (line is not null)
                {
                    output.Append(line).Append('\n');
                }
            }
        }

        string Text()
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }
}
