using System.Collections.Immutable;
using Accel.Explore.Reports;

namespace Accel.Tests.Explore.Reports;

/// <summary>
/// A report that looks like a bit-serial sweep over Llama-2-7B: a small analytic model, not Accel's, so that the
/// report's tests stand without the rest of the program.
/// </summary>
internal static class SyntheticReport
{
    public const string HostileName = 
        "<script>document.title='owned'</script>\"'</script><img src=x onerror=alert(1)>&{{data}}";

    private static readonly string[] Formats = ["int8/128", "int6/128", "int5/128", "fp4-er-ea/128", "fp3-er-ea/128"];
    private static readonly double[] TermCycles = [4, 3, 3, 2, 2];
    private static readonly double[] BitsPerWeight = [8.19, 6.19, 5.19, 4.08, 3.08];
    private static readonly double[] Errors = [2.6e-5, 4.4e-4, 1.9e-3, 5.1e-3, 2.4e-2];

    /// <param name="scale">Points are 360 times this many buffer sizes (up to 56).</param>
    public static ReportModel Create(int scale = 14, string name = "bitserial-llama2-7b")
    {
        ImmutableArray<ReportAxis> axes =
        [
            new("fabric.rows", ["16", "32", "48", "64", "96", "128"]),
            new("fabric.columns", ["16", "32", "64", "128"]),
            new("precision.weights", [.. Formats]),
            new("buffers.weights", [.. Enumerable.Range(1, scale).Select(i => $"{64 * i} KiB")]),
            new("dram.bandwidth", ["16 GB/s", "32 GB/s", "64 GB/s"]),
            new("schedule", ["accel"]),
        ];
        List<double[]> metrics = [];
        List<int[]> places = [];
        for (int rows = 0; rows < 6; rows++)
        for (int columns = 0; columns < 4; columns++)
        for (int format = 0; format < 5; format++)
        for (int buffer = 0; buffer < scale; buffer++)
        for (int bandwidth = 0; bandwidth < 3; bandwidth++)
        {
            places.Add([rows, columns, format, buffer, bandwidth, 0]);
            metrics.Add(Evaluate(
                int.Parse(axes[0].Values[rows]), int.Parse(axes[1].Values[columns]), format, 64 * (buffer + 1),
                16e9 * (1 << bandwidth)));
        }

        bool[] feasible = [.. metrics.Select(m => m[2] <= 10)];
        List<ReportPoint> points = [];
        for (int i = 0; i < metrics.Count; i++)
        {
            // Too narrow an interface cannot start the largest array: such a point has no metrics at all.
            bool broken = places[i][0] == 5 && places[i][3] == 0;
            points.Add(new ReportPoint(
                i + 1,
                [.. places[i]],
                broken ? [.. Enumerable.Repeat(double.NaN, 8)] : [.. metrics[i]],
                false,
                broken ? "a weight tile does not fit its buffer" : feasible[i] ? null : "area_mm2 is over 10"));
        }

        MarkFront(points);
        return new ReportModel
        {
            Title = $"{name}: bit-serial designs for Llama-2-7B",
            SweepName = name,
            AccelVersion = "0.1.0",
            Facts =
            [
                new("Workload", "llama-2-7b-chat"), new("Technology", "cmos-28nm"), new("Search", "exhaustive"),
                new("Hostile", HostileName),
            ],
            Axes = axes.SetItem(5, new ReportAxis("schedule", [HostileName])),
            Metrics =
            [
                new("latency_s", "Latency", "s", Better.Lower, true),
                new("energy_j", "Energy", "J", Better.Lower, true),
                new("area_mm2", "Area", "mm²", Better.Lower, true),
                new("mse", "Weight MSE", "", Better.Lower, true),
                new("prefill_latency_s", "Prefill latency", "s", Better.Lower, false),
                new("decode_latency_s", "Decode latency", "s", Better.Lower, false),
                new("power_w", "Power", "W", Better.Lower, false),
                new("tokens_per_s", "Decode rate", "tokens/s", Better.Higher, false),
            ],
            Points = points,
            Constraints = [new("area_mm2", null, 10)],
            Designs = Choose(points),
            Assumptions =
            [
                new("A PE with four lanes takes 1517 µm² in 28 nm.", "Chen et al., HPCA 2025, Table X", false),
                new("DRAM reads and writes cost 10 pJ a bit.", "estimated from DDR4 data sheets", true),
                new(HostileName, HostileName, true),
            ],
            Provenance = new(
                "accel sweep configs/sweeps/bitserial-llama2-7b.yaml --out out/bitserial",
                ["accel run configs/designs/bitmod-28nm.yaml --workload configs/workloads/llama-2-7b-chat.yaml"],
                [new("Accel", "0.1.0"), new(".NET", "10.0"), new("MathNet.Numerics", "5.0.0")],
                [
                    new("sweeps/bitserial-llama2-7b.yaml", $"kind: sweep\nname: '{HostileName}'\n"),
                    new("designs/bitmod-28nm.yaml", "kind: design\n"),
                ]),
        };
    }

    private static double[] Evaluate(int rows, int columns, int format, int bufferKib, double bandwidth)
    {
        const double weights = 6.6e9;
        double rate = rows * columns * 4 / TermCycles[format] * 1e9;
        double prefillFetch = weights * BitsPerWeight[format] / 8 / bandwidth * (1 + 96.0 / bufferKib);
        double prefill = Math.Max(256 * weights / (rate * 0.93), prefillFetch);
        double stepFetch = weights * BitsPerWeight[format] / 8 / bandwidth;
        double decode = 256 * Math.Max(weights / (rate / columns * 0.9), stepFetch) * 1.02;
        double latency = prefill + decode;
        double area = rows * columns * 1.517e-3 + bufferKib * 2.1e-3 + 0.4;
        double traffic = (prefillFetch + 256 * stepFetch) * bandwidth;
        double energy = traffic * 8e-11 + 512 * weights * TermCycles[format] * 2.1e-13 + area * 0.02 * latency;
        return [latency, energy, area, Errors[format], prefill, decode, energy / latency, 256 / decode];
    }

    private static void MarkFront(List<ReportPoint> points)
    {
        List<int> feasible = [.. Enumerable.Range(0, points.Count).Where(i => points[i].Infeasible is null)];
        feasible.Sort((a, b) => points[a].Metrics[0].CompareTo(points[b].Metrics[0]));
        List<int> front = [];
        foreach (int i in feasible)
        {
            ImmutableArray<double> own = points[i].Metrics;
            bool beaten = front.Any(f =>
            {
                ImmutableArray<double> other = points[f].Metrics;
                int[] objectives = [0, 1, 2, 3];
                return objectives.All(m => other[m] <= own[m]) && objectives.Any(m => other[m] < own[m]);
            });
            if (!beaten)
            {
                front.Add(i);
                points[i] = points[i] with { OnFront = true };
            }
        }
    }

    private static ImmutableArray<ChosenDesign> Choose(List<ReportPoint> points)
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
