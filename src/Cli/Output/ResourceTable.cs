using System.Globalization;
using Accel.Arch.Devices;
using Accel.Arch.Technologies;
using Accel.CostModel.Fpga;
using Spectre.Console;

namespace Accel.Cli.Output;

/// <summary>Prints what a design takes of its device, module by module, with the shares of the whole.</summary>
internal static class ResourceTable
{
    private static readonly ResourceKind[] Columns =
        [ResourceKind.Lut, ResourceKind.FlipFlop, ResourceKind.Dsp, ResourceKind.Bram36, ResourceKind.Uram];

    public static void Print(ResourceBreakdown resources, Technology technology)
    {
        FpgaResources capacity = technology.Device!.Capacity;
        FpgaResources total = resources.Total;
        Table table = new() { Title = new TableTitle(Markup.Escape($"resources of {technology.Name}")) };
        table.AddColumn(new TableColumn("module").NoWrap());
        foreach (ResourceKind kind in Columns)
        {
            table.AddColumn(new TableColumn(ResourceKinds.NameOf(kind)).NoWrap().RightAligned());
        }

        foreach (ResourceModule module in resources.Modules.Where(module => module.Resources != default))
        {
            AddRow(table, module.Name, kind => Amount(kind, module.Resources));
        }

        AddRow(table, "all", kind => Amount(kind, total));
        AddRow(table, "device", kind => Amount(kind, capacity));
        AddRow(table, "share", kind => FpgaFit.Share(kind, total, capacity).ToString("0.0%",
            CultureInfo.InvariantCulture));
        Screen.Write(table);
        if (RegionFit.Spread(total, technology.Device) is { } regions)
        {
            Screen.Line(string.Create(CultureInfo.InvariantCulture, $"{technology.Name} has "
                + $"{technology.Device.Regions.Count} regions (SLRs): the design spreads over {regions} at least"));
        }
    }

    private static void AddRow(Table table, string name, Func<ResourceKind, string> cell) =>
        table.AddRow([Markup.Escape(name), .. Columns.Select(kind => Markup.Escape(cell(kind)))]);

    private static string Amount(ResourceKind kind, in FpgaResources resources) =>
        ResourceKinds.AmountOf(kind, resources)
            .ToString(kind == ResourceKind.Bram36 ? "#,0.#" : "#,0", CultureInfo.InvariantCulture);
}
