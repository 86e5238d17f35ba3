using Accel.HlsEmit.Verification;

namespace Accel.Tests.HlsEmit.Verification;

public class ToolRunnerTests
{
    private static readonly ToolRunner Patient = new(TimeSpan.FromMinutes(1));

    [Test]
    public void Run_AToolThatIsNotThere_SaysSo()
    {
        ToolResult result = Patient.Run("no-such-tool-at-all", "/", [], CancellationToken.None);
        Assert.That(result.IsMissing);
        Assert.That(result.Succeeded, Is.False);
        Assert.That(result.Output, Does.Contain("not installed"));
    }

    [Test]
    public void Run_ATool_BringsBothOutputsAndTheExitCode()
    {
        ToolResult result = Patient.Run("sh", "/", ["-c", "echo one; echo two >&2; exit 3"], CancellationToken.None);
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Output, Does.Contain("one\n").And.Contain("two\n"));
    }

    [Test]
    public void Run_AToolThatTakesTooLong_IsEnded()
    {
        ToolResult result = new ToolRunner(TimeSpan.FromMilliseconds(200))
            .Run("sh", "/", ["-c", "echo begun; sleep 60"], CancellationToken.None);
        Assert.That(result.Succeeded, Is.False);
        Assert.That(result.Output, Does.Contain("begun").And.Contain("was ended"));
    }

    [Test]
    public void Run_OnRequest_IsEnded()
    {
        using CancellationTokenSource cancellation = new(TimeSpan.FromMilliseconds(200));
        Assert.That(() => Patient.Run("sh", "/", ["-c", "sleep 60"], cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }
}
