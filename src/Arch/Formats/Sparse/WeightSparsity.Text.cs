using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Accel.Arch.Formats.Sparse;

public sealed partial record WeightSparsity
{
    private const string Grammar =
        "N:M with M of 4, 8 or 16, as in 2:4; a mix as in 11.2:16; shared channels as in 2:4x3";

    /// <summary>The longest mean that is read: two digits, a point, six digits.</summary>
    private const int MaximumMeanLength = 9;

    /// <summary>The text that <see cref="TryParse"/> reads back: <c>2:4</c>, <c>11.2:16</c>, <c>2:4x3</c>.</summary>
    public override string ToString()
    {
        string shared = SharedBy == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"x{SharedBy}");
        return IsMix
            ? string.Create(CultureInfo.InvariantCulture, $"{MeanKept:0.0#####}:{Block}{shared}")
            : string.Create(CultureInfo.InvariantCulture, $"{Low}:{Block}{shared}");
    }

    /// <summary>Reads <c>N:M[xW]</c>.</summary>
    /// <param name="error">What is wrong; empty when nothing is.</param>
    /// <param name="hint">A suggestion, or null.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out WeightSparsity? sparsity, out string error, out string? hint)
    {
        ArgumentNullException.ThrowIfNull(text);
        (sparsity, error, hint) = (null, string.Empty, null);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        int by = text.IndexOf('x', StringComparison.Ordinal);
        int sharedBy = 1;
        if (colon < 0 || (by >= 0 && by < colon)
            || !TryMean(text[..colon], out long mean, out bool isMix)
            || !TryWhole(text[(colon + 1)..(by < 0 ? text.Length : by)], out int block)
            || (by >= 0 && !TryWhole(text[(by + 1)..], out sharedBy)))
        {
            string shown = text.Length <= 40 ? text : $"{text[..40]}...";
            error = $"sparsity must be written N:M or N:MxW, got '{shown}'";
            hint = Grammar;
            return false;
        }

        if (WhyNot(mean, block, isMix, sharedBy) is { } reason)
        {
            error = reason;
            hint = block is 4 or 8 or 16 && mean == block * Millionths
                ? "leave the sparsity out where all weights are kept"
                : Grammar;
            return false;
        }

        sparsity = isMix ? Mix(mean, block, sharedBy) : Uniform((int)(mean / Millionths), block, sharedBy);
        return true;
    }

    /// <summary>Reads digits, and perhaps a point and at most six digits, which say that it is a mix.</summary>
    private static bool TryMean(string text, out long millionths, out bool isMix)
    {
        millionths = 0;
        int point = text.IndexOf('.', StringComparison.Ordinal);
        isMix = point >= 0;
        if (text.Length > MaximumMeanLength || !text.All(letter => char.IsAsciiDigit(letter) || letter == '.')
            || (isMix && (point is 0 or > 2 || text.Length - point is < 2 or > 7))
            || (!isMix && text.Length is 0 or > 2)
            || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal mean))
        {
            return false;
        }

        millionths = (long)(mean * Millionths);
        return true;
    }

    private static bool TryWhole(string text, out int number)
    {
        number = 0;
        return text.Length is 1 or 2
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
