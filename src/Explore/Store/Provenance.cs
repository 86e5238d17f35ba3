using System.Security.Cryptography;
using System.Text;

namespace Accel.Explore.Store;

/// <summary>Where results come from: enough to trace each number and to compute it again.</summary>
/// <param name="AccelVersion">The version of Accel that evaluated the points.</param>
/// <param name="ResolvedInputs">All YAML in force, defaults and bases resolved.</param>
/// <param name="Command">The command line, for the reader; not compared on resuming.</param>
public sealed record Provenance(string AccelVersion, string ResolvedInputs, string Command)
{
    /// <summary>SHA-256 of the resolved inputs in UTF-8, in lower-case hexadecimal.</summary>
    public string InputHash { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ResolvedInputs)));
}
