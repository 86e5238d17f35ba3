using Accel.Arch.Diagnostics;
using Accel.Explore.Store;

namespace Accel.Explore.Cluster;

/// <summary>Holds a sweep to the inputs that it was submitted with.</summary>
public static class ExpectedInputs
{
    /// <summary>Refuses a sweep whose files have changed since, so that no two shards are of different inputs.
    /// </summary>
    /// <param name="expected">The hash that the inputs had.</param>
    /// <exception cref="InputException">They have another now.</exception>
    public static void Require(Provenance provenance, string expected)
    {
        if (!string.Equals(provenance.InputHash, expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException(DiagnosticCodes.Inconsistent, new SourceLocation("command line"),
                $"the inputs of the sweep have changed: their hash is {provenance.InputHash[..12]}, and "
                + $"{(expected.Length > 12 ? expected[..12] : expected)} was expected",
                "bring the files back to what they were, or start anew in another folder");
        }
    }
}
