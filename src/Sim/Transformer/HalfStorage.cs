namespace Accel.Sim.Transformer;

/// <summary>Binary16, the format of everything that lies in memory.</summary>
/// <remarks>Rounded to nearest even, into subnormal numbers too; what would be beyond 65504 becomes 65504 of its
/// sign.</remarks>
public static class HalfStorage
{
    private const float Largest = 65504;

    /// <summary>A finite number as it is stored.</summary>
    public static Half Store(float value) => (Half)Math.Clamp(value, -Largest, Largest);

    public static void Store(ReadOnlySpan<float> values, Span<Half> stored)
    {
        for (int i = 0; i < values.Length; i++)
        {
            stored[i] = Store(values[i]);
        }
    }

    public static void Load(ReadOnlySpan<Half> stored, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)stored[i];
        }
    }
}
