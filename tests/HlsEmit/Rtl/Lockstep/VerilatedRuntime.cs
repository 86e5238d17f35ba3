using Accel.Tests.Explore.Store;

namespace Accel.Tests.HlsEmit.Rtl.Lockstep;

/// <summary>Verilator's own sources, compiled once for all libraries.</summary>
internal sealed class VerilatedRuntime : IDisposable
{
    private static readonly string[] Sources =
        ["verilated.cpp", "verilated_vpi.cpp", "verilated_threads.cpp", "verilated_dpi.cpp"];

    private readonly TemporaryFolder _folder = new();

    public VerilatedRuntime()
    {
        Root = Path.Combine(HardwareTools.Run("verilator", _folder.Path, ["--getenv", "VERILATOR_ROOT"]).Trim(),
            "include");
        Object = _folder["runtime.o"];
        HardwareTools.Run("g++", _folder.Path,
        [
            .. Options, "-c", .. Sources.SelectMany(source => new[] { "-include", Path.Combine(Root, source) }),
            "-x", "c++", "/dev/null", "-o", Object,
        ]);
    }

    /// <summary>
    /// What both compilations take. Symbols stay in their library: each has a Verilator of its own, with its own state.
    /// </summary>
    public string[] Options =>
    [
        "-O0", "-w", "-fPIC", "-fvisibility=hidden", "-fno-gnu-unique", "-I", Root, "-I", Path.Combine(Root, "vltstd"),
    ];

    /// <summary>The object file.</summary>
    public string Object { get; }

    private string Root { get; }

    public void Dispose() => _folder.Dispose();
}
