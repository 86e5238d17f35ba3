namespace Accel.Tests.Cli;

[Parallelizable(ParallelScope.Self)]
public class HelpTests
{
    private static readonly string[] Commands = ["run", "gemm", "sweep", "report", "export", "quantize",
        "reproduce", "list", "schema"];

    [Test]
    public void Help_OfTheProgram_ListsEveryCommand()
    {
        AccelProcess help = AccelProcess.Run("--help");
        Assert.That(help.ExitCode, Is.Zero);
        Assert.That(Commands.Where(command => !help.Output.Contains($"  {command} ", StringComparison.Ordinal)
            && !help.Output.Contains($"  {command}\n", StringComparison.Ordinal)), Is.Empty, help.Output);
    }

    [TestCaseSource(nameof(Commands))]
    public void Help_OfACommand_HasExamples(string command)
    {
        AccelProcess help = AccelProcess.Run(command, "--help");
        Assert.That(help.ExitCode, Is.Zero);
        Assert.That(help.Output, Does.Match("Examples?:").And.Contain($"  accel {command}"));
        Assert.That(help.Error, Is.Empty);
    }

    [Test]
    public void Version_IsOneLine() => Assert.That(AccelProcess.Run("--version").Output,
        Does.Match("^[0-9]+\\.[0-9]+\\.[0-9]+\\s*$"));

    [TestCase("bogus", "command line: error ACC016: ")]
    [TestCase("run", "command line: error ACC016: ")]
    [TestCase("run bitmod-28nm", "command line: error ACC016: Option '--workload' is required")]
    [TestCase("run bitmod-28nm --workload llama-2-7b-chat --frob", "command line: error ACC016: ")]
    [TestCase("list bogus", "command line: error ACC016: ")]
    [TestCase("reproduce bitmod-2042",
        "command line: error ACC009: there is no published result 'bitmod-2042' (did you mean 'bitmod-2024'?)")]
    [TestCase("gemm bitmod-28nm --m 1 --k two --n 3",
        "command line: error ACC016: --k must be a whole number, got 'two'")]
    [TestCase("gemm bitmod-28nm --m 1",
        "command line: error ACC016: --k is missing; a product needs --m, --k and --n, or --csv FILE")]
    [TestCase("gemm bitmod-28nm --m 0 --k 1 --n 1",
        "command line: error ACC016: --m must be from 1 to 16777216, got 0")]
    [TestCase("gemm bitmod-28nm --m 16777216 --k 16777216 --n 16777216",
        "command line: error ACC010: the numbers of this design and workload are too large to count")]
    [TestCase("gemm bitmod-28nm --csv configs", "configs: error ACC002: is a folder")]
    [TestCase("sweep bitserial-llama2-7b", "command line: error ACC016: Option '--out' is required")]
    [TestCase("sweep bitserial-llama2-7b --out x --jobs 0",
        "command line: error ACC016: --jobs must be from 1 to 1024, got 0")]
    [TestCase("report configs", "configs/results.sqlite: error ACC017: there is no result store here")]
    [TestCase("export configs --csv x", "configs/results.sqlite: error ACC017: there is no result store here")]
    public void Arguments_Wrong_ExitWith2AndSayWhy(string arguments, string start)
    {
        AccelProcess refused = AccelProcess.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Output, Is.Empty);
        Assert.That(refused.ErrorLines[0], Does.StartWith(start));
    }

    [Test]
    public void Arguments_None_PrintsTheHelpAndExitsWith2()
    {
        AccelProcess none = AccelProcess.Run();
        Assert.That(none.ExitCode, Is.EqualTo(2));
        Assert.That(none.Error, Is.Empty);
        Assert.That(none.Output, Is.EqualTo(AccelProcess.Run("--help").Output));
    }

    [TestCase("sweep", "bitserial-llama2-7b", "--out", "")]
    [TestCase("export", "configs", "--csv", "")]
    public void Arguments_EmptyOutput_IsRefused(params string[] arguments)
    {
        AccelProcess refused = AccelProcess.Run(arguments);
        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Error, Does.Contain($"{arguments[2]} is empty"));
    }
}
