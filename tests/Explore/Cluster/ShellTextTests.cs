using System.Diagnostics;
using Accel.Explore.Cluster;

namespace Accel.Tests.Explore.Cluster;

public class ShellTextTests
{
    private static readonly string[] Odd =
    [
        "plain", "", " ", "it's", "a \"b\" c", "$(touch x) `touch y` $HOME", "back\\slash\\", "#hash", "-n", "*?[a]",
        "line\nbreak", "tab\tand ; & | < >", "ü €", "'", "''\"''", "!history", "~",
    ];

    [Test]
    public void Quote_AnyText_IsOneWordOfBash()
    {
        string script = $"printf '%s\\0' {ShellText.Quote(Odd)}";
        using Process bash = Process.Start(
            new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;
        string[] words = bash.StandardOutput.ReadToEnd().Split('\0');
        bash.WaitForExit();
        Assert.That(words[..^1], Is.EqualTo(Odd));
    }

    [TestCase("--mem=2G", "--mem=2G")]
    [TestCase("a b", "\"a b\"")]
    [TestCase("it's \"so\" #1", @"""it's \""so\"" #1""")]
    [TestCase(@"a\b", @"""a\\b""")]
    [TestCase("", "\"\"")]
    public void Directive_OddCharacters_AreQuoted(string text, string expected) =>
        Assert.That(ShellText.Directive(text), Is.EqualTo(expected));

    [Test]
    public void Log_PercentSignsOfTheFolder_AreNoReplacementSymbols() =>
        Assert.That(ShellText.Log("/a %j", "%A.log"), Is.EqualTo("\"/a %%j/%A.log\""));
}
