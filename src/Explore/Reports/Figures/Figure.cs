using System.Globalization;
using System.Text.RegularExpressions;
using ScottPlot;

namespace Accel.Explore.Reports.Figures;

/// <summary>A static figure for papers and README files.</summary>
/// <remarks>
/// Sized to be set at the width of one column (3.5 inch), where the text is then 7 to 8 points. The same input gives
/// the same bytes on one machine. Text is DejaVu Sans (Debian package fonts-dejavu-core); where that is not installed,
/// the drawing library takes another installed font, and the figure differs in text shape and spacing only.
/// No type of ScottPlot leaves this folder.
/// </remarks>
public sealed partial class Figure
{
    private readonly Func<Plot> _draw;

    internal Figure(string name, Func<Plot> draw)
    {
        Name = name;
        _draw = draw;
    }

    /// <summary>The name of its file, without an ending.</summary>
    public string Name { get; }

    public string Svg()
    {
        using Plot plot = _draw();

        // Skia numbers clip paths through the whole life of the process; a figure numbers its own.
        List<string> clips = [];
        return ClipName().Replace(plot.GetSvgXml(PlotKit.Width, PlotKit.Height), match =>
        {
            string name = match.Groups[2].Value;
            if (!clips.Contains(name))
            {
                clips.Add(name);
            }

            return string.Create(CultureInfo.InvariantCulture, $"{match.Groups[1].Value}clip{clips.IndexOf(name)}");
        });
    }

    /// <summary>The figure in 1280 x 960 pixels.</summary>
    public byte[] Png()
    {
        using Plot plot = _draw();
        plot.ScaleFactor = 2;
        return plot.GetImageBytes(2 * PlotKit.Width, 2 * PlotKit.Height, ImageFormat.Png);
    }

    /// <summary>Text cannot match: its quotation marks are escaped.</summary>
    [GeneratedRegex("""(<clipPath id="|clip-path="url\(#)(cl_[0-9a-f]+)""")]
    private static partial Regex ClipName();
}
