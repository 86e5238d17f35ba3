using Accel.Arch.Formats;
using Accel.Arch.Workloads;

namespace Accel.Explore.Configuration;

/// <summary>How many bits the values of a sweep's axes of formats store.</summary>
internal static class ReportFormats
{
    /// <summary>The K at which scales of whole channels are counted, as in the metric weight-bits.</summary>
    private const long TypicalK = 4096;

    /// <summary>For each axis of formats with several values: stored bits of an element, scales included.</summary>
    public static IReadOnlyDictionary<int, IReadOnlyList<double>> Bits(SweepPlan plan)
    {
        Dictionary<int, IReadOnlyList<double>> bits = [];
        int[] indices = new int[plan.Definition.Space.Axes.Count];
        for (int axis = 0; axis < indices.Length; axis++)
        {
            int values = plan.Definition.Space.Axes[axis].Values.Count;
            if (values < 2 || FormatOf(plan.Definition.Space.Axes[axis].Path) is not { } format)
            {
                continue;
            }

            double[] stored = new double[values];
            for (int value = 0; value < values; value++)
            {
                indices[axis] = value;
                stored[value] = format(plan.At(0, indices).Precision)?.BitsPerElement(TypicalK) ?? double.NaN;
            }

            indices[axis] = 0;
            if (!stored.Any(double.IsNaN))
            {
                bits.Add(axis, stored);
            }
        }

        return bits;
    }

    private static Func<Precision, TensorFormat?>? FormatOf(string path) => path switch
    {
        "precision.weights" => precision => precision.Weights,
        "precision.activations" => precision => precision.Activations,
        "precision.kv-cache" => precision => precision.KvCache,
        "precision.head" => precision => precision.Head,
        _ => null,
    };
}
