using Accel.Arch.Designs;
using Accel.Arch.Formats;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.Explore.Runs;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Arch.Workloads;

/// <summary>Sparse weights in some linear layers and dense ones in the others.</summary>
public class SparseLayersTests
{
    private static readonly TensorFormat Sparse = TensorFormat.Parse("int8~11.2:16");

    private static readonly Precision Named = new(Sparse, TensorFormat.Parse("int8"), TensorFormat.Parse("int8"))
    {
        SparseLayers = new SparseLayers(["q_proj", "k_proj"]),
    };

    [Test]
    public void WeightsOf_NamedLayers_AreSparseAndOthersDense()
    {
        GemmOperator[] gemms = [.. WorkloadOperators.Expand(Models.Llama27B, Phase.Prefill(4), 1, LogitsRule.All)
            .OfType<GemmOperator>()];
        Assert.That(gemms.Where(gemm => ReferenceEquals(Named.WeightsOf(gemm), Sparse)).Select(gemm => gemm.Name),
            Is.EquivalentTo(new[] { "q_proj", "k_proj" }));
        Assert.That(gemms.Where(gemm => ReferenceEquals(Named.WeightsOf(gemm), Sparse.Dense)).Select(gemm => gemm.Name),
            Is.EquivalentTo(new[] { "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj", "lm_head" }));
        Assert.That(gemms.Where(gemm => gemm.IsAttention).Select(Named.WeightsOf), Is.All.SameAs(Named.KvCache));

        Precision all = Named with { SparseLayers = null };
        Assert.That(gemms.Where(gemm => !gemm.IsAttention).Select(all.WeightsOf), Is.All.SameAs(Sparse));
        Precision head = Named with { Head = TensorFormat.Parse("int4~2:4") };
        Assert.That(head.WeightsOf(gemms.Single(gemm => gemm.Name == "lm_head")), Is.SameAs(head.Head));
        Precision none = Named with { SparseLayers = new SparseLayers([]) };
        Assert.That(gemms.Where(gemm => !gemm.IsAttention).Select(none.WeightsOf), Is.All.SameAs(Sparse.Dense));

        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (GemmOperator gemm in gemms)
        {
            _ = Named.WeightsOf(gemm);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Equals_IsByNamesWhateverTheirOrder()
    {
        SparseLayers other = new(["k_proj", "q_proj", "k_proj"]);
        Assert.That(other, Is.EqualTo(Named.SparseLayers));
        Assert.That(other.GetHashCode(), Is.EqualTo(Named.SparseLayers!.GetHashCode()));
        Assert.That(other, Is.Not.EqualTo(new SparseLayers(["q_proj"])));
        Assert.That(other.ToString(), Is.EqualTo("[k_proj, q_proj]"));
    }

    [Test]
    public void Scenario_DesignOverWorkload_HasTheLayersOfTheFirstThatNamesThem()
    {
        using ConfigFolder folder = new();
        folder.Write("d.yaml", "kind: design\nextends: systolic-int8\n");
        folder.Write("e.yaml", "kind: design\nextends: systolic-int8\nprecision: { sparse-layers: [ o_proj ] }\n");
        folder.Write("w.yaml", "kind: workload\nextends: llama-2-7b-chat\n"
            + "precision: { weights: 'int8~2:4', activations: int8, sparse-layers: [ q_proj, k_proj ] }\n");
        ScenarioLoader loader = folder.Loader();
        Workload workload = loader.Workload(Path.Combine(folder.Path, "w.yaml"))!;
        Assert.That(folder.Lines, Is.Empty);
        Design first = loader.Design(Path.Combine(folder.Path, "d.yaml"))!;
        Design second = loader.Design(Path.Combine(folder.Path, "e.yaml"))!;
        Assert.That(new Scenario(first, workload).Precision.SparseLayers, Is.EqualTo(Named.SparseLayers));
        Assert.That(new Scenario(second, workload).Precision.SparseLayers, Is.EqualTo(new SparseLayers(["o_proj"])));
        Assert.That(SparseLayersCheck.WhyNot(new Scenario(first, workload)), Is.Null);
    }

    [TestCase("weights: 'ovp-int4~2:4'", "precision.weights: ovp-int4 stores pairs")]
    [TestCase("activations: 'int8~2:4'", "precision.activations: only weights are sparse, got int8~2:4 (write int8)")]
    [TestCase("kv-cache: 'int8~2:4'", "precision.kv-cache: only weights are sparse, got int8~2:4 (write int8)")]
    [TestCase("sparse-layers: q_proj", "precision.sparse-layers")]
    [TestCase("sparse-layers: [ [ q_proj ] ]", "precision.sparse-layers.0 must be")]
    public void Load_OfWrongPrecision_SaysWhere(string line, string message)
    {
        using ConfigFolder folder = new();
        folder.Write("d.yaml", $"kind: design\nextends: systolic-int8\nprecision: {{ {line} }}\n");
        folder.Loader().Design(Path.Combine(folder.Path, "d.yaml"));
        Assert.That(folder.Lines.Single(), Does.Contain(message).And.Contain("d.yaml:3:"));
    }
}
