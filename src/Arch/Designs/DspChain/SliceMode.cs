using System.Globalization;

namespace Accel.Arch.Designs.DspChain;

/// <summary>One way in which an engine can set its slices: <c>w8a8-1x2</c>.</summary>
/// <param name="WeightBits">Bits of a weight in its lane.</param>
/// <param name="ActivationBits">Bits of an activation in its lane.</param>
/// <param name="Weights">Weights, of as many output channels, that a slice multiplies at once.</param>
/// <param name="Activations">Activations, of as many tokens, that a slice multiplies at once.</param>
public readonly record struct SliceMode(int WeightBits, int ActivationBits, int Weights, int Activations)
{
    /// <summary>Products of a slice in a cycle.</summary>
    public int Lanes => Weights * Activations;

    /// <summary>Whether the lanes hold these widths.</summary>
    public bool Holds(int weightBits, int activationBits) =>
        weightBits <= WeightBits && activationBits <= ActivationBits;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"w{WeightBits}a{ActivationBits}-{Weights}x{Activations}");

    /// <summary>Reads <c>w4a8-2x1</c>: 4-bit weights and 8-bit activations, two weights by one activation.</summary>
    public static bool TryParse(string text, out SliceMode mode)
    {
        ArgumentNullException.ThrowIfNull(text);
        mode = default;
        int a = text.IndexOf('a', StringComparison.Ordinal);
        int dash = text.IndexOf('-', StringComparison.Ordinal);
        int by = text.IndexOf('x', StringComparison.Ordinal);
        if (!text.StartsWith('w') || a < 2 || dash < a + 2 || by < dash + 2
            || !Number(text.AsSpan(1, a - 1), 2, 8, out int weightBits)
            || !Number(text.AsSpan(a + 1, dash - a - 1), 2, 8, out int activationBits)
            || !Number(text.AsSpan(dash + 1, by - dash - 1), 1, 8, out int weights)
            || !Number(text.AsSpan(by + 1), 1, 8, out int activations))
        {
            return false;
        }

        mode = new SliceMode(weightBits, activationBits, weights, activations);
        return true;
    }

    private static bool Number(ReadOnlySpan<char> text, int minimum, int maximum, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number >= minimum && number <= maximum;
}
