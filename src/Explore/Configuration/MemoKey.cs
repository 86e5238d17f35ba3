namespace Accel.Explore.Configuration;

/// <summary>What a remembered result belongs to.</summary>
/// <param name="Version">The combination of axes' values (<see cref="PartVersion"/>).</param>
/// <param name="First">What else the result depends on, as the bits of a number.</param>
/// <param name="Second">Likewise.</param>
/// <param name="Third">Likewise.</param>
internal readonly record struct MemoKey(long Version, long First, long Second, long Third = 0)
{
    /// <summary>The key of nothing.</summary>
    public static readonly MemoKey None = new(-1, 0, 0);

    /// <summary>A well mixed hash: SplitMix64's finalizer (Steele et al., OOPSLA 2014).</summary>
    public ulong Hash
    {
        get
        {
            unchecked
            {
                ulong mixed = (ulong)Version * 0x9E3779B97F4A7C15UL;
                mixed ^= ((ulong)First * 0xC2B2AE3D27D4EB4FUL) ^ ((ulong)Second * 0x165667B19E3779F9UL)
                    ^ ((ulong)Third * 0x27D4EB2F165667C5UL);
                mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
                return mixed ^ (mixed >> 31);
            }
        }
    }
}
