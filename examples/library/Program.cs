using Accel.Arch.Designs;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Explore.Configuration;
using Accel.Explore.Library;
using Accel.Explore.Runs;
using Accel.Explore.Sweeps;

AccelLibrary accel = AccelLibrary.Open();
Design bitmod = accel.Design("bitmod-28nm");
Workload chat = accel.Workload("llama-2-7b-chat");

// One point: a variant made in code, run with every layer.
Design lean = bitmod with { Name = "bitmod-lean", Buffers = bitmod.Buffers with { Weights = Bits.FromKibibytes(128) } };
RunResult run = AccelLibrary.Run(lean, chat);
Console.WriteLine($"{run.Design.Name}: {run.Totals.Latency.Value:F2} s, {run.Totals.Energy.Total.Value:F1} J");

// A sweep of both designs, and its exact Pareto front.
SweepPlan plan = accel.NewSweep("lean or not", bitmod, lean).Of(chat)
    .Axis("fabric.rows", 16, 32, 64)
    .Axis("precision.weights", "int8/128", "fp4-er-ea/128", "fp3-er-ea/128")
    .AtMost("area-mm2", 6)
    .Minimise("latency-s", "energy-j", "area-mm2", "weight-mse")
    .Build();
FrontOfSweep front = plan.Explore();
SweepResult all = front.Result;
Console.WriteLine($"{all.Evaluated} points, {all.Feasible} feasible, {front.Points.Count} on the front");
foreach (FrontPoint point in front.Points)
{
    Console.WriteLine($"{point["latency-s"],6:F2} s {point["energy-j"],6:F1} J {point["area-mm2"],5:F2} mm2  {point}");
}
