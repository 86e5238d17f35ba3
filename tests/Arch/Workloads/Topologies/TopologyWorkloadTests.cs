using Accel.Arch.Designs;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.Explore.Configuration;
using Accel.Tests.Arch.Yaml;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Workloads.Topologies;

/// <summary>A topology as a workload, as the model of one, and in a sweep.</summary>
public class TopologyWorkloadTests
{
    private const string Topology = "Layer,M,N,K\n--- # sweep x.yaml,1,2,3\nb,8,64,128\n";

    [Test]
    public void Workload_Topology_IsNamedAfterItsFileAndTakesTheDesignsFormats()
    {
        using ConfigFolder folder = new();
        folder.Write("nets/t.csv", Topology);
        ScenarioLoader loader = folder.Loader();
        loader.Set(["batch=3", "precision.weights=int6/128"]);
        Workload workload = loader.Workload("nets/t.csv")!;
        Design design = loader.Design(Path.Combine(Shipped.Configs(), "designs/bitmod-28nm.yaml"))!;
        Assert.That(folder.Lines, Is.Empty);
        Assert.That((workload.Name, workload.Batch), Is.EqualTo(("t", 3)));
        Assert.That(new Scenario(design, workload).Precision, Is.EqualTo(design.Fabric.DefaultPrecision with
        {
            Weights = Accel.Arch.Formats.TensorFormat.Parse("int6/128"),
        }));
    }

    [Test]
    public void Workload_TopologyAsModel_IsFoundBesideTheFile()
    {
        using ConfigFolder folder = new();
        folder.Write("nets/t.csv", Topology);
        folder.Write("nets/w.yaml", "kind: workload\nmodel: t.csv\nprecision: { weights: int4, activations: int8 }\n");
        Workload workload = folder.Loader().Workload("nets/w.yaml")!;
        Assert.That(folder.Lines, Is.Empty);
        Assert.That(workload.Model.Name, Is.EqualTo("t"));
        Assert.That(workload.Precision.KvCache!.ToString(), Is.EqualTo("int8"), "as the activations");

        folder.Write("nets/w.yaml", "kind: workload\nmodel: u.csv\n");
        Assert.That(folder.Loader().Workload("nets/w.yaml"), Is.Null);
        Assert.That(folder.Lines, Has.Length.EqualTo(1));
    }

    [Test]
    public void Sweep_OfTopologyAndNetwork_IsRebuiltFromItsStoreAlone()
    {
        using ConfigFolder folder = new();
        folder.Write("t.csv", Topology);
        folder.Write("n.yaml",
            "kind: network\nname: n\ninput: 4x4x2\nlayers:\n  - { conv: c, filter: 3, filters: 2 }\n");
        folder.Write("w.yaml", "kind: workload\nmodel: n.yaml\n");
        folder.Write("s.yaml", """
            kind: sweep
            base: bitmod-28nm
            workloads: [ t.csv, w.yaml ]
            axes: { batch: [ 1, 2 ] }
            objectives: { latency-s: min }
            """);
        SweepPlan plan = SweepLoader.Load("s.yaml", folder.Context())!;
        Assert.That(folder.Lines, Is.Empty);
        using ConfigFolder elsewhere = new();
        SweepPlan again = SweepLoader.Rebuild(plan.Inputs, "out/results.sqlite", elsewhere.Context())!;
        Assert.That(elsewhere.Lines, Is.Empty);
        Assert.That(again.Inputs, Is.EqualTo(plan.Inputs));
        for (int i = 0; i < 2; i++)
        {
            Assert.That(
                ((Network)again.Scenarios[i].Workload.Model).Operators.Select(planned => planned.Operator),
                Is.EqualTo(((Network)plan.Scenarios[i].Workload.Model).Operators.Select(planned => planned.Operator)));
        }
    }

    [Test]
    public void Sweep_TwoTopologiesOfOneName_IsRefused()
    {
        using ConfigFolder folder = new();
        folder.Write("a/t.csv", Topology);
        folder.Write("b/t.csv", "x,1,1,1\n");
        folder.Write("s.yaml", """
            kind: sweep
            base: bitmod-28nm
            workloads: [ a/t.csv, b/t.csv ]
            axes: { batch: [ 1, 2 ] }
            objectives: { latency-s: min }
            """);
        Assert.That(SweepLoader.Load("s.yaml", folder.Context()), Is.Null);
        Assert.That(folder.Lines, Has.Length.EqualTo(1));
        Assert.That(folder.Lines[0], Does.Contain("another file called 't.csv'"));
    }
}
