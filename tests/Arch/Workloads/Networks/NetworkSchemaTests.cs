using Accel.Arch.Workloads;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Arch.Workloads.Networks;

/// <summary>Networks in YAML: the operators that layers become, and what is said of mistakes.</summary>
public class NetworkSchemaTests
{
    [Test]
    public void Load_LayersOfEveryKind_AreLoweredByHand()
    {
        Network network = Read("""
              - { conv: c, filter: 3, filters: 8, stride: 2x1, padding: 1, groups: 2, activation: relu }
              - { pool: p, filter: 2x2 }
              - { conv: point, filter: 1, filters: 6 }
              - { residual: twice, with: point, activation: silu }
              - { linear: flat, inputs: 24, outputs: 12, activation: gelu }
              - { tokens: t, from: twice, prepend: 2 }
              - { norm: n, type: rms }
              - { linear: each, outputs: 4 }
              - { attention: a, queries: each, keys: each, values: each, heads: 2 }
              - { linear: head, outputs: 10, positions: 1 }
            """);
        Assert.That(network.Operators.Select(Show), Is.EqualTo(new[]
        {
            // 10 x 5 x 4 in, two groups of 2 channels and 4 filters each; 5 x 5 out.
            "c [25x18x4] x2 <- ", "c.relu (25x8, 1) <- c", "p (4x8, 4) <- c.relu", "point [4x8x6] x1 <- p",
            "twice (4x6, 1) <- point", "twice.silu (4x6, 1) <- twice",
            "flat [1x24x12] x1 <- twice.silu", "flat.gelu (1x12, 1) <- flat",
            "t (6x6, 1) <- twice.silu", "n (6x6, 2) <- t", "each [6x6x4] x1 <- n", "a.qk [6x2x6] x2 <- each",
            "a.softmax (12x6, 3) <- a.qk", "a.av [6x6x2] x2 <- a.softmax,each", "head [1x4x10] x1 <- a.av",
        }));
        Assert.That(((GemmOperator)network.Operators[0].Operator).Convolution,
            Is.EqualTo(new Convolution(10, 5, 2, 3, 3, 4, 2, 1, 1)));
    }

    [Test]
    public void Load_BlockRepeated_StandsOnceWithItsLayers()
    {
        Network network = Read("""
              - block: b
                repeat: 3
                layers:
                  - { conv: c, filter: 3, filters: 4, padding: 1 }
                  - { residual: add, with: input }
              - { conv: after, from: b, filter: 1, filters: 2 }
            """);
        Assert.That(network.Operators.Select(Show), Is.EqualTo(new[]
        {
            "b.c [50x36x4] x1 <- ", "b.add (50x4, 1) <- b.c", "after [50x4x2] x1 <- b.add",
        }));
        Assert.That(network.Operators.Select(planned => planned.Operator.Layers), Is.EqualTo(new[] { 3, 3, 1 }));
    }

    [TestCase("{ conv: c, filter: 3, filters: 8, strid: 2 }",
        "n.yaml:5:37: error ACC005: layers.0 has no key 'strid' (did you mean 'stride'?)")]
    [TestCase("{ conv: c, filter: 12, filters: 8, padding: 0 }",
        "n.yaml:5:22: error ACC012: layers.0.filter: the 12x12 window is larger than the input, 10x5 with padding")]
    [TestCase("{ conv: c, filter: 3, filters: 8, padding: 3 }",
        "n.yaml:5:46: error ACC012: layers.0.padding: must be less than the 3x3 window, got 3")]
    [TestCase("{ conv: c, filter: 3, filters: 8, groups: 3 }",
        "n.yaml:5:45: error ACC012: layers.0.groups: must divide the 4 channels of the input and the 8 filters, got 3")]
    [TestCase("{ conv: c, filter: 3xx, filters: 8 }",
        "n.yaml:5:22: error ACC007: layers.0.filter must be one or two whole numbers from 1 to 16384, such as 3 or "
            + "3x3 (rows, columns), got '3xx'")]
    [TestCase("{ conv: c, filter: 3x0, filters: 8 }",
        "n.yaml:5:22: error ACC010: layers.0.filter has numbers from 1 to 16384 in place 2, got '3x0'")]
    [TestCase("{ conv: c, filter: 3 }",
        "n.yaml:5:3: error ACC006: layers.0 needs the key 'filters' (Output channels.)")]
    [TestCase("{ conv: a b, filter: 3, filters: 8 }",
        "n.yaml:5:11: error ACC007: layers.0.conv must be a name of at most 100 letters, digits, '-' and '_', "
            + "got 'a b'")]
    [TestCase("{ conv: input, filter: 3, filters: 8 }",
        "n.yaml:5:11: error ACC004: layers.0.conv: the name 'input' is that of the layers' input")]
    [TestCase("{ linear: l, inputs: 5, outputs: 2 }",
        "n.yaml:5:24: error ACC012: layers.0.inputs: must be the 4 channels or all 200 elements of the 10x5x4 input, "
            + "got 5")]
    [TestCase("{ linear: l, outputs: 2, positions: 51 }",
        "n.yaml:5:39: error ACC012: layers.0.positions: the input has 50, got 51")]
    [TestCase("{ residual: r, with: inpt }",
        "n.yaml:5:24: error ACC009: layers.0.with: no layer before this one is called 'inpt' (did you mean 'input'?)")]
    [TestCase("{ attention: a, queries: input, keys: input, values: input, heads: 3 }",
        "n.yaml:5:70: error ACC012: layers.0.heads: must divide the 4 channels, got 3")]
    [TestCase("{ cnv: c }",
        "n.yaml:5:3: error ACC006: layers.0 does not say what kind of layer it is (did you mean 'conv'?)")]
    [TestCase("{ block: b, layers: [] }", "n.yaml:5:23: error ACC006: layers.0.layers needs 1 to 10000 layers, got 0")]
    [TestCase("{ block: b, layers: [ { block: c, layers: [ { norm: n } ] } ] }",
        "n.yaml:5:25: error ACC006: layers.0.layers.0 does not say what kind of layer it is (one of: conv, linear, "
            + "pool, norm, residual, tokens, attention)")]
    [TestCase("conv", "n.yaml:5:3: error ACC007: layers.0 must be a mapping, got 'conv'")]
    public void Load_OneLayerWrong_SaysWhereAndWhy(string layer, string line) =>
        Assert.That(Lines($"- {layer}"), Is.EqualTo(new[] { line }));

    [Test]
    public void Load_SeveralMistakes_AreAllSaidAndNothingElse()
    {
        string[] lines = Lines("""
            - { conv: a, filter: 3, filters: 0 }
            - { residual: r, with: a }
            - { conv: a, filter: 1, filters: 2, from: input }
            - { conv: b, filter: 1, filters: 2, from: input }
            - { residual: s, with: input }
            - { block: c, layers: [] }
            """);
        Assert.That(lines, Is.EqualTo(new[]
        {
            "n.yaml:5:34: error ACC010: layers.0.filters must be a whole number from 1 to 1048576, got 0",
            "n.yaml:7:11: error ACC004: layers.2.conv: there is a layer 'a' already",
            "n.yaml:9:24: error ACC012: layers.4.with: 'input' is 10x5x4, and 10x5x2 is what it should be added to",
        }));
    }

    [Test]
    public void Load_BlockThatCannotFollowItself_SaysSo() => Assert.That(
        Lines("""
            - block: a
              repeat: 2
              layers:
                - { conv: c, filter: 1, filters: 3 }
            """),
        Is.EqualTo(new[]
        {
            "n.yaml:6:11: error ACC012: layers.0.repeat: the block turns 10x5x4 into 10x5x3, and so cannot follow "
                + "itself",
        }));

    [Test]
    public void Workload_OfANetwork_HasOnePassAndMayLeaveFormatsToTheDesign()
    {
        using ConfigFolder folder = new();
        folder.Write("n.yaml", File("- { conv: c, filter: 3, filters: 8 }"));
        folder.Write("w.yaml", "kind: workload\nmodel: n.yaml\nbatch: 4\n");
        Workload workload = folder.Loader().Workload("w.yaml")!;
        Assert.That(folder.Lines, Is.Empty);
        Assert.That(workload.Phases, Is.EqualTo(new[] { Network.Pass }));
        Assert.That(workload.Precision, Is.EqualTo(PrecisionOverride.None));

        folder.Write("w.yaml", "kind: workload\nmodel: n.yaml\nphases: [ { prefill: 4 } ]\n");
        Assert.That(folder.Loader().Workload("w.yaml"), Is.Null);
        Assert.That(folder.Lines, Is.EqualTo(new[]
        {
            "w.yaml:3:9: error ACC013: n is a network: it has one phase, in which every image of the batch passes once "
                + "(leave 'phases' out)",
        }));
    }

    [Test]
    public void Workload_OfATransformer_StillNeedsPhasesAndFormats()
    {
        using ConfigFolder folder = new();
        folder.Write("w.yaml", "kind: workload\nmodel: phi-2\nprecision: { weights: int8 }\n");
        Assert.That(folder.Loader().Workload("w.yaml"), Is.Null);
        Assert.That(folder.Lines, Has.Length.EqualTo(2));
        Assert.That(folder.Lines[0], Does.Contain("precision needs the key 'activations'"));
        Assert.That(folder.Lines[1], Does.Contain("the file needs the key 'phases'"));
    }

    private static string Show(PlannedOperator planned) => (planned.Operator switch
    {
        GemmOperator gemm => $"{gemm.Name} [{gemm.M}x{gemm.K}x{gemm.N}] x{gemm.Instances}",
        VectorOperator vector => $"{vector.Name} ({vector.Rows}x{vector.Width}, {vector.Passes})",
        _ => string.Empty,
    }) + " <- " + string.Join(',', planned.Inputs);

    /// <summary>A network over an image of 10 rows, 5 columns and 4 channels.</summary>
    private static string File(string layers) =>
        $"kind: network\nname: n\ninput: 10x5x4\nlayers:\n{layers}\n";

    private static Network Read(string layers)
    {
        using ConfigFolder folder = new();
        folder.Write("n.yaml", File(layers));
        Model? model = ModelFile.Load("n.yaml", folder.Context());
        Assert.That(folder.Lines, Is.Empty);
        return (Network)model!;
    }

    private static string[] Lines(string layers)
    {
        using ConfigFolder folder = new();
        folder.Write("n.yaml", File(layers));
        Assert.That(ModelFile.Load("n.yaml", folder.Context()), Is.Null);
        return folder.Lines;
    }
}
