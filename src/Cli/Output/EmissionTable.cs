using System.Globalization;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Engines;
using Spectre.Console;

namespace Accel.Cli.Output;

/// <summary>Prints what was emitted: the top, the products of its bench, and what to do next.</summary>
internal static class EmissionTable
{
    public static void Print(EngineEmission emission, string target, string folder)
    {
        string parameters = string.Join(", ", emission.Engine.Parameters.Select(parameter =>
            string.Create(CultureInfo.InvariantCulture, $"{parameter.Name} {parameter.Value}")));
        Screen.Line($"{emission.Request.Design.Name}: {emission.Request.Weights} weights times "
            + $"{emission.Request.Activations} activations");
        Screen.Line($"top {emission.Top}, engine {emission.Engine.Module} ({parameters})");
        Table table = new() { Title = new TableTitle("products of the test bench") };
        foreach (string name in new[] { "M", "K", "N", "cycles", "output beats" })
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach ((ProductShape shape, EngineProduct product) in emission.Products)
        {
            table.AddRow([.. new[] { shape.M, shape.K, shape.N, product.Cycles, product.Outputs.Count }
                .Select(count => count.ToString("#,0", CultureInfo.InvariantCulture))]);
        }

        Screen.Write(table);
        Screen.Line($"{emission.Files.Count} files in {folder}; there: "
            + (target == "hls" ? "make csim" : "make lint icarus verilator synth-fpga"));
    }
}
