using Accel.Arch.Designs;
using Accel.Arch.Workloads;

namespace Accel.Tests.Arch.Yaml;

public class SchemaTests
{
    [Test]
    public void Read_DesignWithManyMistakes_ReportsAllOfThemAtOnce()
    {
        using ConfigFolder folder = new();
        folder.Write("bad.yaml", """
            kind: design
            name: bad
            clock: 1
            technology: cmos-28nn
            fabric:
              kind: bit-serial
              rowz: 32
              columns: lots
              lanes: 65
              tile-rows: [ 8 ]
            buffers: { weights: 512, activations: 2 TiB }
            dram: 32 GB/s
            vector-unit:
            schedule: accle
            precision: { weights: int88/128 }
            colour: blue
            """);
        Assert.That(folder.Loader().Design("bad.yaml"), Is.Null);
        Assert.That(folder.Lines, Is.EqualTo(new[]
        {
            "bad.yaml:3:8: error ACC008: clock needs a unit: a frequency such as '1 GHz', got the bare number 1 "
                + "(write '1 GHz'?)",
            "bad.yaml:4:13: error ACC002: there is no file or technology 'cmos-28nn' (did you mean 'cmos-28nm'?)",
            "bad.yaml:7:3: error ACC005: fabric has no key 'rowz' (did you mean 'rows'?)",
            "bad.yaml:8:12: error ACC007: fabric.columns must be a whole number from 1 to 4096, got 'lots'",
            "bad.yaml:9:10: error ACC010: fabric.lanes must be a whole number from 1 to 32, got 65",
            "bad.yaml:10:14: error ACC007: fabric.tile-rows must be a whole number from 1 to 4096, got a list",
            "bad.yaml:11:21: error ACC008: buffers.weights needs a unit: a size such as '512 KiB', got the bare "
                + "number 512 (write '512 KiB'?)",
            "bad.yaml:11:39: error ACC008: buffers.activations must be a size, and 'TiB' is no unit of one (did you "
                + "mean 'KiB'?)",
            "bad.yaml:12:7: error ACC007: dram must be a mapping, got '32 GB/s'",
            "bad.yaml:13:13: error ACC007: vector-unit must be a mapping, got nothing",
            "bad.yaml:14:11: error ACC009: schedule: there is no schedule 'accle' (did you mean 'accel'?)",
            "bad.yaml:15:23: error ACC009: precision.weights: unknown number format 'int88' (did you mean 'int8'?)",
            "bad.yaml:16:1: error ACC005: the file has no key 'colour' (one of: name, description, clock, voltage, "
                + "technology, device, fabric, buffers, dram, vector-unit, processor, schedule, precision)",
        }));
    }

    [Test]
    public void Read_WorkloadWithManyMistakes_ReportsAllOfThemAtOnce()
    {
        using ConfigFolder folder = new();
        folder.Write("bad.yaml", """
            kind: workload
            model: llama-2-7
            phases:
              - prefill: 0
              - decode: 20
                contxt: 256
              - prefill: 1
                decode: 1
              - decode
            batch: 65537
            logits: some
            precision: { weights: int8/128 }
            """);
        Assert.That(folder.Loader().Workload("bad.yaml"), Is.Null);
        Assert.That(folder.Lines, Is.EqualTo(new[]
        {
            "bad.yaml:2:8: error ACC002: there is no file or model 'llama-2-7' (did you mean 'llama-2-7b'?)",
            "bad.yaml:4:14: error ACC010: phases.0.prefill must be a whole number from 1 to 16777216, got 0",
            "bad.yaml:6:5: error ACC005: phases.1 has no key 'contxt' (did you mean 'context'?)",
            "bad.yaml:7:5: error ACC012: a phase is either 'prefill' or 'decode'",
            "bad.yaml:9:5: error ACC007: phases.3 must be a mapping, got 'decode'",
            "bad.yaml:10:8: error ACC010: batch must be a whole number from 1 to 65536, got 65537",
            "bad.yaml:11:9: error ACC009: logits must be all or last, got 'some' (one of: all, last)",
        }));
    }

    [Test]
    public void Read_NothingButTheKind_NamesEveryMissingKey()
    {
        using ConfigFolder folder = new();
        folder.Write("empty.yaml", "kind: workload\n");
        Assert.That(folder.Loader().Workload("empty.yaml"), Is.Null);
        Assert.That(folder.Lines, Is.EqualTo(new[]
        {
            "empty.yaml:1:1: error ACC006: the file needs the key 'model' (A file in configs/models, or the path of "
                + "a Hugging Face config.json or a topology in CSV.)",
            "empty.yaml:1:1: error ACC006: the file needs the key 'phases' (The phases in order: { prefill: tokens } "
                + "or { decode: steps, context: positions }.)",
            "empty.yaml:1:1: error ACC006: the file needs the key 'precision' (Formats of weights, activations and "
                + "KV cache.)",
        }));
    }

    [TestCase("fabric: bit-serial", "d.yaml:3:9: error ACC007: fabric must be a mapping, got 'bit-serial'")]
    [TestCase("fabric: { rows: 1 }", "d.yaml:3:9: error ACC006: fabric needs the key 'kind' (one of: bit-serial")]
    [TestCase("fabric: { kind: bit-seril }",
        "d.yaml:3:17: error ACC009: fabric.kind: there is no 'bit-seril' (did you mean 'bit-serial'?)")]
    [TestCase("fabric: { kind: bit-serial, lanes: 3 }",
        "d.yaml:3:36: error ACC012: fabric.lanes must divide the group size (128), got 3")]
    [TestCase("fabric: { kind: bit-serial, group-size: 6 }",
        "d.yaml:3:41: error ACC012: fabric.lanes must divide the group size (6), got 4")]
    [TestCase("fabric: { kind: bit-serial, pe-price: pe-gold }",
        "d.yaml:3:39: error ACC009: technology cmos-28nm has no price for the component 'pe-gold-lane'")]
    [TestCase("fabric: { kind: bit-serial }\ndram: { type: ddr44 }",
        "d.yaml:4:15: error ACC009: dram.type: technology cmos-28nm has no DRAM 'ddr44' (did you mean 'ddr4'?)")]
    public void Read_Fabric_IsHeldToItsKindAndItsTechnology(string rest, string start)
    {
        using ConfigFolder folder = new();
        folder.Write("d.yaml", $"kind: design\ntechnology: cmos-28nm\n{rest}\n");
        Assert.That(folder.Loader().Design("d.yaml"), Is.Null);
        Assert.That(folder.Lines.Single(), Does.StartWith(start));
    }

    [Test]
    public void Read_ErrorsOfOneFile_DoNotHideThoseOfAnother()
    {
        using ConfigFolder folder = new();
        folder.Write("d.yaml", "kind: design\ntechnology: cmos-28nm\nfabric: { kind: bit-serial }\nclock: 5\n");
        folder.Write("w.yaml",
            "kind: workload\nmodel: phi-2\nphases: [ { prefill: 1 } ]\nprecision: { weights: int8 }\n");
        var loader = folder.Loader();
        Design? design = loader.Design("d.yaml");
        Workload? workload = loader.Workload("w.yaml");
        Assert.That(design, Is.Null);
        Assert.That(workload, Is.Null);
        Assert.That(folder.Lines, Has.Length.EqualTo(2));
        Assert.That(folder.Lines[0], Does.StartWith("d.yaml:4:8: error ACC008"));
        Assert.That(folder.Lines[1], Is.EqualTo("w.yaml:4:12: error ACC006: precision needs the key 'activations'"));
    }

    [Test]
    public void Read_SetValues_AreCheckedLikeTheFiles()
    {
        using ConfigFolder folder = new();
        folder.Write("d.yaml", "kind: design\ntechnology: cmos-28nm\nfabric: { kind: bit-serial }\n");
        var loader = folder.Loader();
        loader.Set(["fabric.rows=64", "clock=5", "fabric.rowz=1", "buffers.weights=1 MiB"]);
        Assert.That(loader.Design("d.yaml"), Is.Null);
        Assert.That(folder.Lines, Is.EqualTo(new[]
        {
            "--set fabric.rowz=1: error ACC005: fabric has no key 'rowz' (did you mean 'rows'?)",
            "--set clock=5: error ACC008: clock needs a unit: a frequency such as '1 GHz', got the bare number 5 "
                + "(write '5 GHz'?)",
        }));
    }
}
