using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports.Pages;

/// <summary>One browser for all tests of the page, and the folder of its files.</summary>
[SetUpFixture]
public sealed class PageSetup
{
    internal static Browser Browser { get; private set; } = null!;

    internal static string Folder { get; private set; } = null!;

    /// <summary>The report that most tests open.</summary>
    internal static ReportModel Model { get; } = SyntheticReport.Create(4);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Folder = Directory.CreateTempSubdirectory("accel-report-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(Folder, "report.html"), ReportHtml.Write(Model));
        Browser = await Browser.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
