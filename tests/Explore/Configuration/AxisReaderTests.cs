using Accel.Explore.Configuration;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Explore.Configuration;

public class AxisReaderTests
{
    [TestCase("fabric.rows: [ 16, 32 ]", "16|32")]
    [TestCase("fabric.rows: 48", "48")]
    [TestCase("fabric.rows: { from: 16, to: 64, step: 16 }", "16|32|48|64")]
    [TestCase("fabric.rows: { from: 16, to: 60, step: 16 }", "16|32|48")]
    [TestCase("fabric.rows: { from: 16, to: 128, times: 2 }", "16|32|64|128")]
    [TestCase("fabric.rows: { from: 5, to: 5, step: 1 }", "5")]
    [TestCase("buffers.weights: { from: 64 KiB, to: 1 MiB, times: 4 }", "64 KiB|256 KiB|1024 KiB")]
    [TestCase("buffers.weights: { from: 512 KiB, to: 2 MiB, step: 0.5 MiB }", "512 KiB|1024 KiB|1536 KiB|2048 KiB")]
    [TestCase("buffers.weights: { from: 512 KiB, to: 1 MiB, step: 256 }", "512 KiB|768 KiB|1024 KiB")]
    [TestCase("dram.efficiency: { from: 0.1, to: 0.5, step: 0.1 }", "0.1|0.2|0.30000000000000004|0.4|0.5")]
    [TestCase("dram.bandwidth: { from: 8 Gbit/s, to: 4 GB/s, times: 2 }", "8 Gbit/s|16 Gbit/s|32 Gbit/s")]
    [TestCase("precision.weights: [ int8/128, fp4-er-ea/128 ]", "int8/128|fp4-er-ea/128")]
    [TestCase("batch: [ 1, 4 ]", "1|4")]
    public void Read_ListOrRange_GivesTheValues(string axis, string values)
    {
        (SweepPlan? plan, string[] lines) = Load(axis);
        Assert.That(lines, Is.Empty);
        Assert.That(string.Join('|', plan!.Definition.Space.Axes.Single().Values), Is.EqualTo(values));
        Assert.That(plan.Bases.Single().Setters.Single(), Has.Length.EqualTo(values.Split('|').Length));
    }

    [TestCase("fabric.rows: []", "s.yaml:5:16: error ACC006: axes.fabric.rows needs at least one value")]
    [TestCase("fabric.rows:", "s.yaml:5:15: error ACC007: axes.fabric.rows must be a list or a range, got nothing")]
    [TestCase("fabric.rows: [ 16, 16 ]", "s.yaml:5:22: error ACC004: axes.fabric.rows has the value '16' twice")]
    [TestCase("fabric.rows: [ [ 16 ] ]",
        "s.yaml:5:18: error ACC007: axes.fabric.rows: a value must be a word or number, got a list")]
    [TestCase("fabric.rows: { from: 16, to: 64 }",
        "s.yaml:5:16: error ACC012: axes.fabric.rows: a range needs either 'step' or 'times'")]
    [TestCase("fabric.rows: { from: 1, to: 4, step: 1, times: 2 }",
        "s.yaml:5:16: error ACC012: axes.fabric.rows: a range needs either 'step' or 'times'")]
    [TestCase("fabric.rows: { from: 16, to: 64, steps: 1 }",
        "s.yaml:5:36: error ACC005: axes.fabric.rows has no key 'steps' (did you mean 'step'?)")]
    [TestCase("fabric.rows: { from: 64, to: 16, step: 1 }",
        "s.yaml:5:16: error ACC012: axes.fabric.rows: 'to' (16) lies before 'from' (64)")]
    [TestCase("fabric.rows: { from: 1, to: 16, step: 0 }",
        "s.yaml:5:16: error ACC012: axes.fabric.rows: 'step' must be positive")]
    [TestCase("fabric.rows: { from: 1, to: 16, step: -1 }",
        "s.yaml:5:16: error ACC012: axes.fabric.rows: 'step' must be positive")]
    [TestCase("fabric.rows: { from: 0, to: 16, times: 2 }",
        "s.yaml:5:16: error ACC012: axes.fabric.rows: 'from' must be positive when 'times' multiplies it")]
    [TestCase("fabric.rows: { from: 1, to: 16, times: 1 }",
        "s.yaml:5:42: error ACC010: axes.fabric.rows.times must be a number from 1.000001 to 1000000, got 1")]
    [TestCase("fabric.rows: { from: one, to: 16, times: 2 }",
        "s.yaml:5:24: error ACC007: axes.fabric.rows.from must be a number, with its unit if it has one, got 'one'")]
    [TestCase("fabric.rows: { from: 1, to: 1e9, step: 1 }",
        "s.yaml:5:16: error ACC012: axes.fabric.rows: the range has more than 100000 values")]
    [TestCase("buffers.weights: { from: 1 KiB, to: 1 GHz, times: 2 }",
        "s.yaml:5:20: error ACC012: axes.buffers.weights: 'from' and 'to' have different kinds of units (1 KiB, 1 "
            + "GHz)")]
    [TestCase("buffers.weights: { from: 1 KiB, to: 64, times: 2 }",
        "s.yaml:5:20: error ACC012: axes.buffers.weights: 'from' and 'to' have different kinds of units (1 KiB, 64)")]
    [TestCase("buffers.weights: { from: 1 KiB, to: 1 MiB, step: 1 GHz }",
        "s.yaml:5:20: error ACC012: axes.buffers.weights: 'step' has another kind of unit than 'from' (1 GHz)")]
    public void Read_Wrong_SaysWhatIsWrong(string axis, string line) =>
        Assert.That(Load(axis).Lines, Is.EqualTo(new[] { line }));

    [TestCase("fabric.rowz: [ 16, 32, 64 ]",
        "s.yaml:5:3: error ACC015: there is no 'rowz' in fabric (did you mean 'rows'?)")]
    [TestCase("fabric.rowz: { from: 1, to: 90000, step: 1 }",
        "s.yaml:5:3: error ACC015: there is no 'rowz' in fabric (did you mean 'rows'?)")]
    [TestCase("fabric: [ 1 ]", "s.yaml:5:3: error ACC015: fabric cannot be an axis; a sweep stays in one kind")]
    [TestCase("fabric.kind: [ systolic ]",
        "s.yaml:5:3: error ACC015: fabric cannot be an axis; a sweep stays in one kind")]
    [TestCase("buffers: [ 1 KiB ]",
        "s.yaml:5:3: error ACC015: buffers is a section; name a key below it (one of: weights, activations, outputs, "
            + "banks, flavour, weight-port, activation-port)")]
    [TestCase("clock.rate: [ 1 GHz ]", "s.yaml:5:3: error ACC015: clock is a single value; nothing lies below it")]
    [TestCase("model: [ phi-2 ]",
        "s.yaml:5:3: error ACC015: 'model' of a workload cannot be an axis (list several files under 'workloads' "
            + "instead; 'batch' can be an axis)")]
    [TestCase("\"\": [ 1 ]", "s.yaml:5:3: error ACC015: there is no '' in the file")]
    [TestCase("fabric.rows: [ 16, 0, many ]",
        "s.yaml:5:22: error ACC010: fabric.rows must be a whole number from 1 to 4096, got 0|s.yaml:5:25: error "
            + "ACC007: fabric.rows must be a whole number from 1 to 4096, got 'many'")]
    [TestCase("fabric.rows: { from: 4000, to: 90000, step: 1 }",
        "s.yaml:5:16: error ACC010: fabric.rows must be a whole number from 1 to 4096, got 4097")]
    [TestCase("clock: [ 1 ]", "s.yaml:5:12: error ACC008: clock needs a unit")]
    public void Bind_Wrong_IsOneDiagnosticForEachMistake(string axis, string starts)
    {
        string[] lines = Load(axis).Lines;
        string[] expected = starts.Split('|');
        Assert.That(lines, Has.Length.EqualTo(expected.Length));
        Assert.That(lines.Zip(expected).All(pair => pair.First.StartsWith(pair.Second, StringComparison.Ordinal)),
            string.Join('\n', lines));
    }

    private static (SweepPlan? Plan, string[] Lines) Load(string axis)
    {
        using ConfigFolder folder = new();
        folder.Write("s.yaml",
            $"kind: sweep\nbase: bitmod-28nm\nworkloads: [ llama-2-7b-chat ]\naxes:\n  {axis}\nobjectives: {{ "
                + $"latency-s: min }}\n");
        return (SweepLoader.Load("s.yaml", folder.Context()), folder.Lines);
    }
}
