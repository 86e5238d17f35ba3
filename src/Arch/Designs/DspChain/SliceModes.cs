using Accel.Arch.Formats;

namespace Accel.Arch.Designs.DspChain;

/// <summary>The ways in which an engine can set its slices, one at a time: <c>w8a8-1x2+w2a8-3x1</c>.</summary>
public sealed record SliceModes
{
    private readonly SliceMode[] _modes;

    private readonly string _text;

    /// <exception cref="ArgumentException">There is none, or one twice.</exception>
    public SliceModes(params SliceMode[] modes)
    {
        ArgumentNullException.ThrowIfNull(modes);
        if (modes.Length == 0 || modes.Distinct().Count() != modes.Length)
        {
            throw new ArgumentException("one or several different modes are needed", nameof(modes));
        }

        _modes = [.. modes];
        _text = string.Join('+', _modes);
    }

    /// <summary>Two activations by one weight, INT8: what FlightLLM has (arXiv 2401.03868, Sec. 3.2).</summary>
    public static SliceModes Int8Pairs { get; } = new(new SliceMode(8, 8, 1, 2));

    public ReadOnlySpan<SliceMode> All => _modes;

    /// <summary>The most lanes of any mode.</summary>
    public int MaximumLanes => _modes.Max(mode => mode.Lanes);

    public bool Equals(SliceModes? other) => other is not null && _text == other._text;

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text;

    /// <summary>Whether some mode's lanes hold these widths.</summary>
    public bool Hold(int weightBits, int activationBits)
    {
        foreach (SliceMode mode in _modes)
        {
            if (mode.Holds(weightBits, activationBits))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads modes joined by a plus sign.</summary>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SliceModes? modes)
    {
        ArgumentNullException.ThrowIfNull(text);
        modes = null;
        List<SliceMode> list = [];
        foreach (string part in text.Split('+'))
        {
            if (!SliceMode.TryParse(part, out SliceMode mode) || list.Contains(mode))
            {
                return false;
            }

            list.Add(mode);
        }

        modes = new SliceModes([.. list]);
        return true;
    }
}
