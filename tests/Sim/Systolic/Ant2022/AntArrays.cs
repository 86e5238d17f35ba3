using Accel.Arch.Designs;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Units;
using Accel.Tests.Support;

namespace Accel.Tests.Sim.Systolic.Ant2022;

/// <summary>The accelerators of the published tables, written down apart from the program's own list.</summary>
internal static class AntArrays
{
    public static Design Of(string accelerator) => accelerator switch
    {
        "ANT-OS" or "BitFusion" => Design(32, 32, 8, 4, "pe-ant-artifact"),
        "ANT-WS" => Design(32, 32, 8, 4, "pe-ant-artifact", Dataflow.WeightStationary),
        "OLAccel" => Design(16, 18, 8, 4, "pe-ant-artifact"),
        "AdaFloat" => Design(32, 28, 8, 4, "pe-ant-artifact"),
        "BiScaled" => Design(32, 80, 6, 6, "pe-biscaled-artifact"),
        "OliVe(ANT 32x32 8/4)" => Design(32, 32, 8, 4, "pe-olive-oltron"),
        "Oltron" => Design(64, 64, 4, 4, "pe-oltron"),
        _ => throw new ArgumentException($"no accelerator '{accelerator}'", nameof(accelerator)),
    };

    /// <summary>The Oltron fork gives OLAccel another PE than ANT's simulator does.</summary>
    public static Design OfFork(string accelerator) =>
        accelerator == "OLAccel" ? Design(16, 18, 8, 4, "pe-olive-oltron") : Of(accelerator);

    private static Design Design(
        int rows, int columns, int bits, int narrow, string price,
        Dataflow dataflow = Dataflow.OutputStationary) => new()
    {
        Name = "test",
        Technology = Shipped.Technology,
        Clock = new Hertz(500e6),
        Fabric = new SystolicFabric
        {
            Rows = rows, Columns = columns, Bits = bits, SplitTo = narrow == bits ? null : narrow,
            Dataflow = dataflow, Pe = SystolicPe.ExponentInteger, PePrice = price,
        },
        Buffers = new BufferSet
        {
            Weights = Bits.FromKibibytes(128), Activations = Bits.FromKibibytes(256), Outputs = Bits.FromKibibytes(128),
        },
        Dram = new Dram { Bandwidth = BytesPerSecond.FromGigabytes(64) },
        Schedule = "ant-2022",
    };
}
