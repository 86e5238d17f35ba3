using Accel.Sim.TableLookup;
using Accel.Sim.Transformer;

namespace Accel.Tests.Sim.Transformer;

/// <summary>A decoder layer in binary64 but for its INT8 activations; tokens in the order of the prompt.</summary>
internal sealed class ExactLayer(LayerParameters parameters, double theta)
{
    private readonly HeadShape _heads = parameters.Shape.Heads;

    public double[][] Run(double[][] x)
    {
        double[][] q = [.. Linear(LayerMatrix.Query, x).Select(Turned)];
        double[][] k = [.. Linear(LayerMatrix.Key, x).Select(Turned)];
        double[][] v = Linear(LayerMatrix.Value, x);
        double[][] attended = [.. q.Select((query, token) => Attend(query, k[..(token + 1)], v))];
        double[][] h = Sum(x, Linear(LayerMatrix.Output, attended));
        double[][] gate = Linear(LayerMatrix.Gate, h), up = Linear(LayerMatrix.Up, h);
        double[][] inner = [.. gate.Zip(up, (g, u) => g.Zip(u, (a, b) => a / (1 + Math.Exp(-a)) * b).ToArray())];
        return Sum(h, Linear(LayerMatrix.Down, inner));
    }

    private double[][] Linear(LayerMatrix matrix, double[][] tokens) => [.. tokens.Select(token =>
    {
        TernaryLinear linear = parameters[matrix];
        double r = 1 / Math.Sqrt((token.Sum(x => x * x) / token.Length) + parameters.Epsilon);
        Half[] gains = parameters.GainsOf(matrix).ToArray();
        double[] normed = [.. token.Zip(gains, (x, gain) => x * r * (double)gain)];
        var quantized = new sbyte[linear.K];
        double scale = ActivationQuantizer.Quantize(normed, quantized) * linear.Scale;
        sbyte[] weights = linear.Weights.ToArray();
        return Enumerable.Range(0, linear.N)
            .Select(n => Enumerable.Range(0, linear.K).Sum(k => quantized[k] * weights[(n * linear.K) + k]) * scale)
            .ToArray();
    })];

    private double[] Turned(double[] row, int position)
    {
        double[] turned = [.. row];
        for (int i = 0; i < row.Length; i += 2)
        {
            double angle = position * Math.Pow(theta, -(double)(i % _heads.HeadDim) / _heads.HeadDim);
            (double sine, double cosine) = Math.SinCos(angle);
            turned[i] = (row[i] * cosine) - (row[i + 1] * sine);
            turned[i + 1] = (row[i] * sine) + (row[i + 1] * cosine);
        }

        return turned;
    }

    private double[] Attend(double[] query, double[][] keys, double[][] values)
    {
        var result = new double[query.Length];
        for (int head = 0; head < _heads.Heads; head++)
        {
            (int first, int place, int width) = (head * _heads.HeadDim, _heads.KvPlace(head), _heads.HeadDim);
            double[] scores = [.. keys.Select(key =>
                Enumerable.Range(0, width).Sum(i => query[first + i] * key[place + i]) / Math.Sqrt(width))];
            double largest = scores.Max();
            double[] weights = [.. scores.Select(score => Math.Exp(score - largest))];
            for (int i = 0; i < width; i++)
            {
                result[first + i] = weights.Select((weight, p) => weight * values[p][place + i]).Sum() / weights.Sum();
            }
        }

        return result;
    }

    private static double[][] Sum(double[][] a, double[][] b) =>
        [.. a.Zip(b, (left, right) => left.Zip(right, (x, y) => x + y).ToArray())];
}
