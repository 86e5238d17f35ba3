using Accel.Explore.Cluster;

namespace Accel.Tests.Explore.Cluster;

/// <summary>The notations of sbatch(1), <c>--time</c>.</summary>
public class SlurmTimeTests
{
    [TestCase("90", 90 * 60)]
    [TestCase("90:30", 90 * 60 + 30)]
    [TestCase("2:00:00", 2 * 3600)]
    [TestCase("1-12", 36 * 3600)]
    [TestCase("1-12:30", 36 * 3600 + 30 * 60)]
    [TestCase("1-12:30:05", 36 * 3600 + 30 * 60 + 5)]
    public void Parse_Notations_AreUnderstood(string text, int seconds) =>
        Assert.That(SlurmTime.Parse(text), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("0")]
    [TestCase("UNLIMITED")]
    public void Parse_NoLimit_IsTheLongestTime(string text) =>
        Assert.That(SlurmTime.Parse(text), Is.EqualTo(TimeSpan.MaxValue));

    [TestCase("")]
    [TestCase("2h")]
    [TestCase("-1")]
    [TestCase("1:2:3:4")]
    [TestCase("1-")]
    [TestCase("99999999999")]
    public void Parse_SomethingElse_IsNoTime(string text) => Assert.That(SlurmTime.Parse(text), Is.Null);
}
