using System.Security.Cryptography;

namespace Accel.Tests.Cli;

/// <summary>What lies in a sweep's output folder, as tests compare it.</summary>
internal static class SweepFolders
{
    /// <summary>65,536 points: some seconds' work for two threads.</summary>
    public const string Large = """
        kind: sweep
        name: large
        base: bitmod-28nm
        workloads: [ llama-2-7b-chat ]
        axes:
          fabric.rows: { from: 8, to: 128, step: 8 }
          fabric.columns: { from: 8, to: 128, step: 8 }
          buffers.weights: { from: 64 KiB, to: 512 KiB, times: 2 }
          buffers.activations: { from: 64 KiB, to: 512 KiB, times: 2 }
          dram.bandwidth: [ 8 GB/s, 12 GB/s, 16 GB/s, 20 GB/s, 24 GB/s, 28 GB/s, 32 GB/s, 40 GB/s,
                            48 GB/s, 56 GB/s, 64 GB/s, 80 GB/s, 96 GB/s, 112 GB/s, 128 GB/s, 160 GB/s ]
        constraints: { area-mm2: { max: 8 } }
        objectives: { latency-s: min, area-mm2: min }
        """;

    /// <summary>12.6 million points: minutes on any machine, for what is done beside a running sweep.</summary>
    public static readonly string Endless = Large.Replace("axes:\n",
        "axes:\n  vector-unit.lanes: { from: 2, to: 128, step: 2 }\n  fabric.lanes: [ 2, 4, 8 ]\n",
        StringComparison.Ordinal);

    public const int LargePoints = 4 * MediumPoints;

    public const int MediumPoints = 16 * 16 * 4 * 16;

    /// <summary>A quarter of it.</summary>
    public static readonly string Medium = Large.Replace(
        "buffers.activations: { from: 64 KiB, to: 512 KiB, times: 2 }", "buffers.activations: [ 64 KiB ]",
        StringComparison.Ordinal);

    /// <summary>The files of a folder and those below by name, each with the hash of its content.</summary>
    public static Dictionary<string, string> Hashes(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(folder, file),
            file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    /// <summary>Whether a sweep has written points into a folder.</summary>
    public static bool HasPoints(string folder)
    {
        FileInfo store = new(Path.Combine(folder, "results.sqlite"));
        return store.Exists && store.Length > 400_000;
    }
}
