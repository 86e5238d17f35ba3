using Accel.Tests.HlsEmit.Rtl.Lockstep;

namespace Accel.Tests.HlsEmit.Rtl;

/// <summary>What is left to tidy behind all tests of this folder.</summary>
[SetUpFixture]
public class RtlSetUp
{
    [OneTimeTearDown]
    public void DisposeRuntime() => VerilatedRuntimes.Dispose();
}
