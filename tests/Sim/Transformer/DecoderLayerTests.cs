using Accel.HlsEmit.Transformer;
using Accel.Sim.Transformer;

namespace Accel.Tests.Sim.Transformer;

public class DecoderLayerTests
{
    private const double Theta = 10_000;

    /// <summary>INT8 activations that fall to the other side are what it is for.</summary>
    private const double Tolerance = 0.01;

    private static readonly LayerShape Shape = new(64, new HeadShape(4, 2, 32), 144);

    [TestCase(2)]
    [TestCase(7)]
    public void Run_OfAPrompt_IsTheLayerInBinary64(int tokens)
    {
        SeededLayer layer = new(Shape, tokens, 0, 21);
        double[][] inputs = Rows(layer.Tensors.Inputs, tokens);
        new DecoderLayer(layer.Parameters, layer.Turns).Run(layer.Tensors, 0, layer.Keys, layer.Values);
        Array.Reverse(inputs);
        double[][] exact = new ExactLayer(layer.Parameters, Theta).Run(inputs);
        Array.Reverse(exact);
        Assert.That(Difference(Rows(layer.Tensors.Outputs, tokens), exact), Is.LessThan(Tolerance));
    }

    [Test]
    public void Run_OfTokensBehindAPrompt_IsThatOfALongerPrompt()
    {
        const int Prompt = 5, All = 8;
        SeededLayer whole = new(Shape, All, 0, 22);
        DecoderLayer layer = new(whole.Parameters, whole.Turns);
        layer.Run(whole.Tensors, 0, whole.Keys, whole.Values);

        // The cache has the prompt's rows in reversed order and those of later tokens behind them.
        LayerTensors prompt = new(Shape, Prompt);
        whole.Tensors.Inputs.AsSpan((All - Prompt) * Shape.Hidden).CopyTo(prompt.Inputs);
        (Half[] keys, Half[] values) = (new Half[whole.Keys.Length], new Half[whole.Values.Length]);
        layer.Run(prompt, 0, keys, values);
        for (int position = Prompt; position < All; position++)
        {
            int row = All - 1 - position;
            LayerTensors token = new(Shape, 1);
            whole.Tensors.Inputs.AsSpan(row * Shape.Hidden, Shape.Hidden).CopyTo(token.Inputs);
            layer.Run(token, position, keys, values);
            double[][] expected = [Rows(whole.Tensors.Outputs, All)[row]];
            Assert.That(Difference(Rows(token.Outputs, 1), expected), Is.LessThan(Tolerance), $"position {position}");
        }
    }

    [Test]
    public void Run_OfAPromptAtAPosition_Throws()
    {
        SeededLayer layer = new(Shape, 3, 0, 23);
        Assert.That(
            () => new DecoderLayer(layer.Parameters, layer.Turns).Run(layer.Tensors, 1, layer.Keys, layer.Values),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(64, 4, 3, 16, 64, "groups")]
    [TestCase(64, 4, 4, 24, 64, "16")]
    [TestCase(64, 4, 4, 16, 0, "positive")]
    public void WhyNot_OfSizesThatDoNotFit_SaysWhy(
        int hidden, int heads, int kvHeads, int headDim, int ffn, string why) =>
        Assert.That(new LayerShape(hidden, new HeadShape(heads, kvHeads, headDim), ffn).WhyNot(), Does.Contain(why));

    private static double[][] Rows(Half[] tensor, int rows) =>
        [.. tensor.Select(value => (double)value).Chunk(tensor.Length / rows)];

    /// <summary>Of all elements, over the magnitude of what is expected.</summary>
    private static double Difference(double[][] rows, double[][] expected)
    {
        double squares = rows.Zip(expected, (row, exact) => row.Zip(exact, (a, b) => (a - b) * (a - b)).Sum()).Sum();
        return Math.Sqrt(squares / expected.Sum(row => row.Sum(value => value * value)));
    }
}
