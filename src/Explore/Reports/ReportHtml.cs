using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Accel.Explore.Reports;

/// <summary>Writes the interactive report: one HTML file that opens from disk and loads nothing else.</summary>
/// <remarks>
/// Page, style and scripts are the files under <c>web/</c>, embedded in this assembly together with Apache ECharts and
/// the licences of what it contains. The page's content security policy allows the two scripts by their hashes and
/// nothing else, so that even text that slipped through the escaping could neither run nor fetch.
/// The same model always gives the same bytes.
/// </remarks>
public static partial class ReportHtml
{
    /// <summary>The page's own scripts; one module, in this order.</summary>
    private static readonly string[] Scripts =
    [
        "text.js", "axis.js", "data.js", "colour.js", "csv.js", "downloads.js", "behind.js", "explorer.js", "zoom.js",
        "parallel.js", "filters.js", "details.js", "compare.js", "front.js", "effects.js", "precision.js",
        "constraints.js", "search.js", "breakdown.js", "designs.js", "main.js",
    ];

    private static readonly string[] Licences =
    [
        "echarts/LICENSE", "echarts/NOTICE", "echarts/licenses/LICENSE-d3", "zrender/LICENSE", "tslib/LICENSE.txt",
    ];

    /// <summary>The report as UTF-8 text.</summary>
    /// <exception cref="ArgumentException">The model contradicts itself.</exception>
    public static byte[] Write(ReportModel model)
    {
        model.Validate();
        string charts = Resource("echarts.js");
        string page = string.Join('\n', Scripts.Select(Resource));
        string policy = $"default-src 'none'; script-src {Hash(charts)} {Hash(page)}; style-src 'unsafe-inline'; "
            + "img-src data: blob:; base-uri 'none'; form-action 'none'";

        // One pass over the template: a value that itself looks like a slot stays text.
        string html = Slot().Replace(Resource("report.html"), slot => slot.Groups[1].Value switch
        {
            "policy" => WebUtility.HtmlEncode(policy),
            "title" => WebUtility.HtmlEncode(model.Title),
            "style" => Resource("report.css"),
            "data" => Encoding.UTF8.GetString(ReportJson.Write(model)),
            "echarts" => charts,
            "script" => page,
            "licences" => WebUtility.HtmlEncode(string.Join("\n\n", Licences.Select(Licence))),
            _ => throw new InvalidDataException($"report.html has an unknown slot '{slot.Value}'"),
        });
        return Encoding.UTF8.GetBytes(html);
    }

    private static string Licence(string name) =>
        $"{name}\n{new string('=', name.Length)}\n\n{Resource($"licences/{name}").Trim()}";

    private static string Hash(string script) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";

    private static string Resource(string name)
    {
        using Stream stream = typeof(ReportHtml).Assembly.GetManifestResourceStream($"report/{name}")
            ?? throw new InvalidDataException($"the assembly lacks the resource 'report/{name}'");
        using StreamReader reader = new(stream, Encoding.UTF8);

        // HTML parsers turn CR LF into LF before a script is hashed.
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{\{([a-z]+)\}\}")]
    private static partial Regex Slot();
}
