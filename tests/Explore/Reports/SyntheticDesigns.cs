using System.Collections.Immutable;
using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports;

/// <summary>Designs in depth for <see cref="SyntheticReport"/>.</summary>
internal static class SyntheticDesigns
{
    public static ImmutableArray<ChosenDesign> Choose(IReadOnlyList<ReportPoint> points)
    {
        List<ReportPoint> front = [.. points.Where(point => point.OnFront)];
        ReportPoint Best(int metric) => front.MinBy(point => point.Metrics[metric])!;
        ReportPoint knee = front.MinBy(point => Math.Log(point.Metrics[0] * point.Metrics[1] * point.Metrics[2]))!;
        (string Reason, ReportPoint Point)[] picks =
        [
            ("best latency", Best(0)), ("best energy", Best(1)), ("best area", Best(2)), ("best weight MSE", Best(3)),
            ("knee point", knee),
        ];
        return
        [
            .. picks.GroupBy(pick => pick.Point.Id).Select(group =>
                Detail([.. group.Select(pick => pick.Reason)], group.First().Point)),
        ];
    }

    private static ChosenDesign Detail(ImmutableArray<string> reasons, ReportPoint point)
    {
        (string Name, long K, long N, long Count)[] shapes =
        [
            ("q_proj", 4096, 4096, 32), ("k_proj", 4096, 4096, 32), ("v_proj", 4096, 4096, 32), ("qk", 128, 256, 1024),
            ("softmax", 0, 0, 1024), ("av", 256, 128, 1024), ("o_proj", 4096, 4096, 32), ("gate_proj", 4096, 11008, 32),
            ("up_proj", 4096, 11008, 32), ("silu", 0, 0, 32), ("down_proj", 11008, 4096, 32), ("rms_norm", 0, 0, 65),
            ("lm_head", 4096, 32000, 1),
        ];
        List<LayerRow> layers = [];
        List<RooflinePoint> places = [];
        double peak = 1024 * 2e9;
        const double bandwidth = 32e9;
        foreach (string phase in (string[])["prefill", "decode"])
        {
            long m = phase == "prefill" ? 256 : 1;
            long steps = phase == "prefill" ? 1 : 256;
            foreach ((string name, long k, long n, long count) in shapes)
            {
                long macs = m * k * n * count * steps;
                long compute = macs > 0 ? macs / 2048 * (m == 1 ? 32 : 1) + 5_000 : 400_000 * m / 16;
                double bytes = k * n * 0.52 * count * steps + 1e5;
                long dram = (long)(bytes / bandwidth * 1e9);
                long cycles = Math.Max(compute, dram) + 20_000;
                layers.Add(new LayerRow(
                    phase, name, k > 0 ? m : 0, k, n, count * steps, cycles, compute, dram,
                    k > 0 ? Math.Min(1, macs / 2048.0 / cycles) : 0,
                    [macs * 4e-13, macs * 1.1e-13 + 1e-6, bytes * 8e-11, cycles * 2e-11]));
                if (macs > 0)
                {
                    places.Add(new RooflinePoint(phase, name, macs / bytes, macs / (cycles * 1e-9)));
                }
            }
        }

        return new ChosenDesign
        {
            Name = "bitmod-28nm",
            Reasons = reasons,
            PointId = point.Id,
            ClockHz = 1e9,
            EnergyParts = ["compute", "sram", "dram", "static"],
            Layers = [.. layers],
            Roofline = new([new("fp4 weights", peak), new("int8 KV cache", peak / 2)], bandwidth, [.. places]),
            Energy =
            [
                new("PE array", 1.9), new("term encoders", 0.2), new("weight buffer", 0.55),
                new("activation buffer", 0.5, true), new("DRAM", 66.3), new("leakage", 0.8),
            ],
            Area =
            [
                new("PE array", 1.58), new("weight buffer", 1.1), new("activation buffer", 1.08),
                new("term encoders", 0.06), new("vector unit", 0.3, true),
            ],
        };
    }
}
