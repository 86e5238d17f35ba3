using System.Globalization;
using System.Runtime.InteropServices;
using Accel.Tests.Explore.Store;

namespace Accel.Tests.HlsEmit.Rtl.Lockstep;

/// <summary>A module of the hardware library as a shared library in this process.</summary>
/// <remarks>
/// Verilator makes C++ of the module, with the named signals open to VPI; <c>verilated_model.cpp</c> is the way in, the
/// same for all modules. With every signal open the C++ of a core would be many MB. A missing tool fails the test.
/// </remarks>
internal sealed class VerilatedLibrary : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly nint _library;

    /// <param name="module">The module, with its clock at <c>clk</c>.</param>
    /// <param name="signals">
    /// Those that can be reached, ports too, each as MODULE.SIGNAL; a star or question mark stands for what it does in
    /// file names. None may match a genvar: Verilator 5.006 then makes C++ that does not compile.
    /// </param>
    public VerilatedLibrary(VerilatedRuntime runtime, string module, IReadOnlyList<string> signals,
        params (string Name, int Value)[] parameters)
    {
        Module = module;
        File.WriteAllLines(_folder["open.vlt"],
        [
            "`verilator_config",
            .. signals.Select(signal => signal.Split('.'))
                .Select(names => $"public_flat_rw -module \"{names[0]}\" -var \"{names[1]}\""),
        ]);
        HardwareTools.Run("verilator", _folder.Path,
        [
            "--cc", "--vpi", "--prefix", "Vmodel", "--Mdir", ".", "-Wno-fatal", "-Wno-lint", "-Wno-style",
            "--top-module", module, "open.vlt", .. HardwareTools.Folders("-y"),
            .. parameters.Select(one => string.Create(CultureInfo.InvariantCulture, $"-G{one.Name}={one.Value}")),
            HardwareTools.Module(module),
        ]);
        string wrapper = Path.Combine(
            HardwareTools.Library, "..", "..", "tests", "HlsEmit", "Rtl", "Lockstep", "verilated_model.cpp");

        // All in one compilation: the headers are most of it.
        HardwareTools.Run("g++", _folder.Path,
        [
            .. runtime.Options, "-I", ".", "-shared", "-Wl,-Bsymbolic",
            .. Directory.EnumerateFiles(_folder.Path, "*.cpp").Order(StringComparer.Ordinal)
                .SelectMany(file => new[] { "-include", file }),
            wrapper, runtime.Object, "-o", "model.so",
        ]);
        _library = NativeLibrary.Load(_folder["model.so"]);
    }

    public string Module { get; }

    /// <summary>Where a function of the library is.</summary>
    public nint this[string function] => NativeLibrary.GetExport(_library, function);

    /// <remarks>Models of it are to be gone by then.</remarks>
    public void Dispose()
    {
        NativeLibrary.Free(_library);
        _folder.Dispose();
    }
}
