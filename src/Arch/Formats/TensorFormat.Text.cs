using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Accel.Arch.Diagnostics;
using Accel.Arch.Formats.Sparse;

namespace Accel.Arch.Formats;

public sealed partial record TensorFormat
{
    private const string Grammar =
        "format[/group][@scale][~N:M], for example int8/128, int8/128@fp16 or int4/128~2:4";

    private static readonly string[] ScaleNames = ["int8", "fp16"];

    /// <summary>
    /// The canonical text, which <see cref="TryParse"/> reads back: the scale's name only where it is not the default.
    /// </summary>
    public override string ToString()
    {
        string dense = GroupSize == 0
            ? Element.Name
            : string.Create(CultureInfo.InvariantCulture,
                $"{Element.Name}/{GroupSize}{(Scale == ScaleFormat.Fp16 ? "@fp16" : string.Empty)}");
        return Sparsity is null ? dense : $"{dense}~{Sparsity}";
    }

    /// <summary>Reads <c>format[/group][@scale][~N:M[xW]]</c>.</summary>
    /// <param name="error">What is wrong, naming the part found; empty when nothing is.</param>
    /// <param name="hint">A suggestion, or null.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out TensorFormat? format, out string error, out string? hint)
    {
        (format, error, hint) = (null, string.Empty, null);
        WeightSparsity? sparsity = null;
        int tilde = text.IndexOf('~', StringComparison.Ordinal);
        if (tilde >= 0 && !WeightSparsity.TryParse(text[(tilde + 1)..], out sparsity, out error, out hint))
        {
            return false;
        }

        text = tilde < 0 ? text : text[..tilde];
        int at = text.IndexOf('@', StringComparison.Ordinal);
        string body = at < 0 ? text : text[..at];
        int slash = body.IndexOf('/', StringComparison.Ordinal);
        string name = slash < 0 ? body : body[..slash];
        if (!NumberFormats.TryGet(name, out NumberFormat? element))
        {
            error = name.Length == 0 ? "the number format is missing" : $"unknown number format '{Shorten(name)}'";
            hint = NameHint(name);
            return false;
        }

        int groupSize = 0;
        if (slash >= 0 && !TryParseGroup(body.AsSpan(slash + 1), out groupSize))
        {
            error = $"group size must be a whole number from {MinGroupSize} to {MaxGroupSize}, "
                + $"got '{Shorten(body[(slash + 1)..])}'";
            hint = Grammar;
            return false;
        }

        ScaleFormat scale = element.CarriesOwnExponent ? ScaleFormat.None
            : groupSize > 0 ? ScaleFormat.Int8SecondLevel
            : ScaleFormat.Fp16;
        if (at >= 0 && !TryParseScale(text[(at + 1)..], out scale))
        {
            error = $"unknown scale format '{Shorten(text[(at + 1)..])}'";
            hint = NearestName.Hint(text[(at + 1)..], ScaleNames);
            return false;
        }

        if (WhyNot(element, groupSize, scale) is string reason)
        {
            error = reason;
            return false;
        }

        if (WhyNotSparse(element, groupSize, sparsity) is string refusal)
        {
            error = refusal;
            hint = $"leave '~{sparsity}' out";
            return false;
        }

        format = new TensorFormat(element, groupSize, scale, sparsity);
        return true;
    }

    /// <summary>Reads text that the program itself knows to be right.</summary>
    /// <exception cref="FormatException">It is not; the message says why.</exception>
    public static TensorFormat Parse(string text) => TryParse(text, out TensorFormat? format, out string error, out _)
        ? format
        : throw new FormatException(error);

    private static bool TryParseGroup(ReadOnlySpan<char> text, out int groupSize) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out groupSize) && groupSize > 0;

    private static bool TryParseScale(string name, out ScaleFormat scale)
    {
        scale = name == "int8" ? ScaleFormat.Int8SecondLevel : ScaleFormat.Fp16;
        return name is "int8" or "fp16";
    }

    private static string NameHint(string name) =>
        name.StartsWith("int", StringComparison.Ordinal) && name.Contains('.', StringComparison.Ordinal)
        ? "a mean width is a decimal between 2 and 8 with at most six digits behind the point, as in int5.25"
        : name.Length == 0 ? Grammar : NearestName.Hint(name, NumberFormats.Names);

    /// <summary>A message repeats at most this much of what the user wrote.</summary>
    private static string Shorten(string text) => text.Length <= 40 ? text : $"{text[..40]}...";
}
