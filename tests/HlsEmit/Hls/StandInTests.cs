using Accel.Tests.Explore.Store;
using Accel.Tests.HlsEmit.Rtl;

namespace Accel.Tests.HlsEmit.Hls;

/// <summary>The headers that stand in for the vendor's in C simulation.</summary>
[TestFixture(Category = "rtl")]
[Parallelizable(ParallelScope.All)]
public class StandInTests
{
    private static string Here => Path.Combine(Architecture.SolutionFiles.Root, "tests", "HlsEmit", "Hls");

    private static string StandIns => Path.Combine(HardwareTools.Library, "StandIn");

    /// <summary>
    /// <c>ap_int.expected</c> holds what the bench prints with the vendor's open headers
    /// (github.com/Xilinx/HLS_arbitrary_Precision_Types, 200a9ae): values and widths of twelve pairs of types.
    /// </summary>
    [TestCase("-std=c++14", "-O2")]
    [TestCase("-std=c++17", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")]
    public void ApInt_OfRandomNumbers_IsTheVendors(params string[] flags)
    {
        using TemporaryFolder folder = new();
        HardwareTools.Run("g++", folder.Path,
        [
            .. flags, "-Wall", "-Wextra", "-Werror", "-I", StandIns, Path.Combine(Here, "ap_int_bench.cpp"), "-o", "bench",
        ]);
        Assert.That(HardwareTools.Run(folder["bench"], folder.Path, []),
            Is.EqualTo(File.ReadAllText(Path.Combine(Here, "ap_int.expected"))));
    }

    /// <summary>What the vendor's classes and ours would compute differently must not compile.</summary>
    [TestCase("ap_uint<8> a = 1; ap_int<8> b = 1; return (a / b).to_int();", "division of two signs")]
    [TestCase("ap_uint<8> a = 1; ap_int<8> b = 1; return a < b;", "comparison of two signs")]
    [TestCase("ap_uint<200> a = 1; return (a + a).to_int();", "more than 128 bits")]
    public void ApInt_WhereTheVendorDiffers_DoesNotCompile(string body, string reason)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["main.cpp"], $"#include \"ap_int.h\"\nint main() {{ {body} }}\n");
        Assert.That(
            () => HardwareTools.Run("g++", folder.Path, ["-std=c++14", "-fsyntax-only", "-I", StandIns, "main.cpp"]),
            Throws.InstanceOf<AssertionException>().With.Message.Contains(reason));
    }

    [Test]
    public void StandIns_InSynthesis_AreRefused()
    {
        foreach (string header in new[] { "ap_int.h", "hls_stream.h", "ap_axi_sdata.h" })
        {
            using TemporaryFolder folder = new();
            File.WriteAllText(folder["main.cpp"], $"#include \"{header}\"\n");
            Assert.That(
                () => HardwareTools.Run("g++", folder.Path,
                    ["-std=c++14", "-fsyntax-only", "-D__SYNTHESIS__", "-I", StandIns, "main.cpp"]),
                Throws.InstanceOf<AssertionException>().With.Message.Contains("reached synthesis"), header);
        }
    }

    [Test]
    public void Stream_ReadEmptyOrLeftFull_CountsFaults()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["main.cpp"], """
            #include "hls_stream.h"
            int main() {
                { hls::stream<int> one("one"); one.write(1); one.write(2); one.read(); }
                { hls::stream<int> two("two"); two.read(); }
                return int(hls::stream_faults());
            }
            """);
        HardwareTools.Run("g++", folder.Path, ["-std=c++14", "-I", StandIns, "main.cpp", "-o", "main"]);
        Assert.That(() => HardwareTools.Run(folder["main"], folder.Path, []),
            Throws.InstanceOf<AssertionException>().With.Message.Contains("'one': 1 values left")
                .And.Message.Contains("'two': read while empty"));
    }
}
