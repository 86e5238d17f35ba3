using System.Globalization;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Arch.Workloads.Topologies;
using Accel.Tests.Support;

namespace Accel.Tests.Arch.Workloads.Topologies;

/// <summary>SCALE-Sim's topology files, in all the shapes in which its own repository has them.</summary>
public class TopologyCsvTests
{
    private const string Header =
        "Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,\n";

    [Test]
    public void Read_ResNet50_HasTheShapesThatScaleSimRan()
    {
        GemmOperator[] layers = Gemms(File.ReadAllText(
            Path.Combine(Shipped.Configs(), "workloads", "resnet-50-scalesim.csv")));
        Assert.That(layers, Has.Length.EqualTo(54));
        const string Prefix = "resnet50_";
        ReferenceCsv[] rows = [.. ReferenceCsv.Read("scalesim_runs.csv")
            .Where(row => row["layer"].StartsWith(Prefix, StringComparison.Ordinal))];
        Assert.That(rows, Has.Length.EqualTo(29));
        foreach (ReferenceCsv row in rows)
        {
            GemmOperator layer = layers[int.Parse(row["layer"][Prefix.Length..], CultureInfo.InvariantCulture)];
            Assert.That((layer.M, layer.K, layer.N), Is.EqualTo((row.Count("M"), row.Count("K"), row.Count("N"))),
                layer.Name);
        }
    }

    [TestCase(Header + "c,8,9,3,2,4,5,2,\n", "c [20x24x5]")]
    [TestCase(Header + "c,8,9,3,2,4,5,2", "c [20x24x5]", Description = "no comma, no line break at the end")]
    [TestCase(Header + "c, 8, 9, 3, 2, 4, 5, 2, \n", "c [20x24x5]")]
    [TestCase("\uFEFF" + Header + ",,,,,,,\n\n  \n\tc,8,9,3,2,4,5,2,\r\n", "c [20x24x5]")]
    [TestCase(Header + "c,8,9,3,2,4,5,2,#dw\nFC,1,1,1,1,4,5,1,,,,,\n", "c [20x24x5]", "FC [1x4x5]")]
    [TestCase("Layer name,a,b,c,d,e,f,Strides,,,Eh,Ew,e2\n,,,,,,,,,,,,\nc,8,9,3,2,4,5,2,,,3,4,12\n", "c [20x24x5]")]
    [TestCase("Layer name, IFMAP Height,,,,,,Strides,, Target\nc,8,9,3,2,4,5,2, NPU\n", "c [20x24x5]")]
    [TestCase("# a comment\nc,8,9,3,2,4,5,2\n// another\nc,8,9,3,2,4,5,2,1\n", "c [20x24x5]", "c (2) [32x24x5]")]
    [TestCase("n,h,w,fh,fw,c,f,Stride height,Stride width\nc,8,9,3,2,4,5,2,1\n", "c [32x24x5]")]
    [TestCase("Layer name, IFMAP Height,,,,,,Strides, Sparsity,\nc,8,9,3,2,4,5,2,4:4,\n", "c [20x24x5]")]
    [TestCase(Header + "c,8,9,3,2,4,5,2,1\n", "c [32x24x5]", Description = "a second stride that no header names")]
    [TestCase("name,h,w,fh,fw,c,f,Strides,batch size,\nc,8,9,3,2,4,5,2,1,\n", "c [20x24x5]")]
    [TestCase("Layer name\t h\t w\t fh\t fw\t c\t f\t Strides\t \nc\t8\t9\t3\t2\t4\t5\t2\t\n", "c [20x24x5]")]
    [TestCase("Layer,M,N,K\nQKT,7,8,9\n", "QKT [7x9x8]")]
    [TestCase("Layer, M, K, N,\nQKT, 7, 9, 8,\n", "QKT [7x9x8]")]
    [TestCase("QKT,7,8,9\n", "QKT [7x9x8]")]
    public void Read_AnyOfTheirShapes_HasTheSameLayers(string text, params string[] layers) =>
        Assert.That(
            Gemms(text).Select(gemm => $"{gemm.Name} [{gemm.M}x{gemm.K}x{gemm.N}]"), Is.EqualTo(layers));

    [Test]
    public void Read_WindowOverTheEdge_Counts()
    {
        // ceil((8 - 3 + 2) / 2) = 4 rows, of which the last hangs over the edge by one; as SCALE-Sim has it.
        GemmOperator layer = Gemms(Header + "c,8,8,3,3,1,1,2,\n")[0];
        Assert.That(layer.Convolution!.OutputHeight, Is.EqualTo(4));
        Assert.That(layer.Convolution with { KeepsPartialWindow = false }, Has.Property("OutputHeight").EqualTo(3));
    }

    [TestCase(Header + "c,8,9,3,2,4,5,\n",
        "t.csv:2:15: error ACC018: the stride must be a whole number from 1 to 65536, got nothing")]
    [TestCase(Header + "c,8,9,3,2,4,5\n",
        "t.csv:2:13: error ACC018: the stride must be a whole number from 1 to 65536, got nothing")]
    [TestCase(Header + "c,8, 9.5,3,2,4,5,1\n",
        "t.csv:2:6: error ACC018: input columns must be a whole number from 1 to 65536, got '9.5'")]
    [TestCase(Header + "c,8,9,9,2,4,5,1\n", "t.csv:2:7: error ACC018: filter rows (9) exceed input rows (8)")]
    [TestCase(Header + ",8,9,3,2,4,5,1\n", "t.csv:2:1: error ACC018: the layer has no name")]
    [TestCase("Layer,M,N,K\na,1,0,x\n", "t.csv:2:5: error ACC018: N must be a whole number from 1 to 16777216, got '0'",
        "t.csv:2:7: error ACC018: K must be a whole number from 1 to 16777216, got 'x'")]
    [TestCase("Layer Name, M, N, K, Sparsity,\na,1,2,3,2:4,\n",
        "t.csv:2:9: error ACC018: a sparsity of '2:4' is not modelled")]
    [TestCase("Layer Name, M, N, K, batch size,\na,1,2,3,8,\n",
        "t.csv:2:9: error ACC018: a batch of '8' belongs to the workload: batch in its file")]
    [TestCase(Header, "t.csv: error ACC018: the network has no layers (a row is: conv1,224,224,7,7,3,64,2)")]
    [TestCase("", "t.csv: error ACC018: the network has no layers (a row is: conv1,224,224,7,7,3,64,2)")]
    public void Read_Mistakes_HaveTheirPlace(string text, params string[] lines)
    {
        DiagnosticBag diagnostics = new();
        Assert.That(TopologyCsv.Read(text, "t.csv", diagnostics), Is.Null);
        Assert.That(diagnostics.Items.Select(item => item.ToString()), Is.EqualTo(lines));
    }

    private static GemmOperator[] Gemms(string text)
    {
        DiagnosticBag diagnostics = new();
        Network? network = TopologyCsv.Read(text, "t.csv", diagnostics);
        Assert.That(diagnostics.Items, Is.Empty);
        return [.. network!.Operators.Select(planned => (GemmOperator)planned.Operator)];
    }
}
