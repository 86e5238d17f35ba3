using Accel.HlsEmit.Verification;

namespace Accel.Tests.HlsEmit.Verification;

public class VerdictTests
{
    [Test]
    public void Of_ABenchThatPasses_HasItsCountAndCycles()
    {
        Verdict verdict = Verdict.Of(new ToolResult(0, "CYCLES 0 5 5\nCYCLES 1 7 7\nCYCLES 0 5 5\nPASS 12\n"));
        Assert.That(verdict.Passed, Is.EqualTo(12));
        Assert.That(verdict.Cycles[0], Is.EqualTo([5L, 5L]));
        Assert.That(verdict.Cycles[1], Is.EqualTo([7L]));
        Assert.That(verdict.Failure, Is.Null);
    }

    /// <summary>Simulators end with 0 whatever the bench said; only its one verdict counts.</summary>
    [TestCase("outputs: beat 3 is wrong\nFAIL run 0, cycle 9: see above\n")]
    [TestCase("")]
    [TestCase("PASS 12\nPASS 12\n")]
    [TestCase("PASS 12\nFAIL run 1\n")]
    public void Of_ABenchWithoutOneGoodVerdict_HasNotPassed(string output)
    {
        Verdict verdict = Verdict.Of(new ToolResult(0, output));
        Assert.That(verdict.Passed, Is.Null);
        Assert.That(verdict.Failure, Is.Not.Empty);
    }
}
