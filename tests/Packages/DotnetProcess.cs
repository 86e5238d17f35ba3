using System.Diagnostics;

namespace Accel.Tests.Packages;

/// <summary>
/// A command of the SDK, or of a program that it installed, with a package cache and home of its own.
/// </summary>
internal sealed record DotnetProcess(int ExitCode, string Printed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs <c>dotnet</c> to its end.</summary>
    /// <param name="home">Where the cache of packages and the SDK's own files go.</param>
    public static DotnetProcess Run(string folder, string home, params string[] arguments) =>
        Start("dotnet", folder, home, arguments);

    public static DotnetProcess Start(string program, string folder, string home, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DOTNET_CLI_HOME"] = home;
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment.Remove("ACCEL_CONFIGS");

        // Packing resolves the solution's own packages; a stranger has none of ours.
        if (arguments[0] != "pack")
        {
            start.Environment["NUGET_PACKAGES"] = Path.Combine(home, "cache");
        }

        // The test host's own settings must not leak into a build.
        foreach (string leaked in new[] { "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath" })
        {
            start.Environment.Remove(leaked);
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end");
        }

        return new DotnetProcess(process.ExitCode, output.Result + error.Result);
    }
}
