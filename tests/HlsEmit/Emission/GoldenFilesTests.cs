using System.Security.Cryptography;
using System.Text;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Emission.Hls;
using Accel.HlsEmit.Library;
using Accel.Tests.Architecture;
using Accel.Tests.Conformance;

namespace Accel.Tests.HlsEmit.Emission;

/// <summary>What is emitted, file by file, as it was when somebody read it last.</summary>
/// <remarks>
/// <c>ACCEL_ACCEPT_GOLDEN=1 ./test --filter Golden</c> writes what is emitted now; read the difference before it is
/// committed. Modules of the library are their own golden files, and vectors are held by their hash.
/// </remarks>
public class GoldenFilesTests
{
    /// <summary>One design of each family.</summary>
    [TestCase("systolic-int8")]
    [TestCase("bitmod-28nm")]
    [TestCase("tellme-kv260")]
    [TestCase("flightllm-u280")]
    public void Emission_OfADesign_IsAsItWasRead(string name)
    {
        VerilogEmission emission = VerilogEmission.Of(VerilogEmission.ScaleDown(EngineConformanceTests.Request(name)));
        SortedDictionary<string, string> now = new(StringComparer.Ordinal) { ["vectors.sha256"] = Hashes(emission) };
        HashSet<string> library = [.. emission.Modules.Select(module => module.FileName)];
        foreach (EmittedFile file in emission.Files.Where(file => !file.Path.EndsWith(".hex", StringComparison.Ordinal)
            && !library.Contains(Path.GetFileName(file.Path)) && !IsBench(file.Path)))
        {
            now.Add(file.Path, file.Text);
        }

        Compare(name, now);
    }

    /// <summary>One kernel behind memory and one behind streams; headers are their own golden files.</summary>
    [TestCase("tellme-kv260", KernelInterface.Memory)]
    [TestCase("systolic-int8", KernelInterface.Stream)]
    public void Kernel_OfADesign_IsAsItWasRead(string name, KernelInterface ports)
    {
        HlsEmission emission = HlsEmission.Of(EngineEmission.ScaleDown(EngineConformanceTests.Request(name)), ports);
        HashSet<string> library = [.. HlsLibrary.Headers.Concat(HlsLibrary.BenchHeaders).Concat(HlsLibrary.StandIns)
            .Select(header => header.Name)];
        SortedDictionary<string, string> now = new(StringComparer.Ordinal) { ["vectors.sha256"] = Hashes(emission) };
        foreach (EmittedFile file in emission.Files.Where(file => !file.Path.EndsWith(".hex", StringComparison.Ordinal)
            && !library.Contains(Path.GetFileName(file.Path))))
        {
            now.Add(file.Path, file.Text);
        }

        Compare(name + "-hls", now);
    }

    private static void Compare(string name, SortedDictionary<string, string> now)
    {
        string folder = Path.Combine(SolutionFiles.Root, "tests", "HlsEmit", "Emission", "Expectations", name);
        if (Environment.GetEnvironmentVariable("ACCEL_ACCEPT_GOLDEN") == "1")
        {
            Accept(folder, now);
        }

        Assert.That(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file)), Is.EquivalentTo(now.Keys));
        foreach ((string path, string text) in now)
        {
            Assert.That(text, Is.EqualTo(File.ReadAllText(Path.Combine(folder, path))), path);
        }
    }

    private static bool IsBench(string path) => HardwareLibrary.BenchModules
        .Any(module => path == $"tb/{module.FileName}");

    private static string Hashes(EngineEmission emission) => string.Concat(emission.Files
        .Where(file => file.Path.EndsWith(".hex", StringComparison.Ordinal))
        .Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Text)))}  {file.Path}\n"));

    private static void Accept(string folder, SortedDictionary<string, string> now)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach ((string path, string text) in now)
        {
            string file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }
}
