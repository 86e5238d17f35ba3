using System.Runtime.Intrinsics.X86;

namespace Accel.Sim.TableLookup;

/// <summary>The ways to look up in vector registers; all give the same bits.</summary>
internal enum LookupPath
{
    /// <summary>Value by value.</summary>
    Scalar,

    /// <summary>Four shuffles of bytes in 256 bits (AVX2).</summary>
    Shuffle,

    /// <summary>One permutation of 16-bit values in 512 bits (AVX-512BW).</summary>
    Permute,
}

/// <summary>Which ways a machine has.</summary>
internal static class LookupPaths
{
    public static LookupPath Best =>
        Avx512BW.IsSupported ? LookupPath.Permute : Avx2.IsSupported ? LookupPath.Shuffle : LookupPath.Scalar;

    public static bool Has(LookupPath path) => path <= Best;
}
