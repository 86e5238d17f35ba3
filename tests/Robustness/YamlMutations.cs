using System.Globalization;
using System.Text;

namespace Accel.Tests.Robustness;

/// <summary>
/// Damages a text in the ways that hands, editors and disks damage it. The same seed does the same damage.
/// </summary>
internal static class YamlMutations
{
    private static readonly string[] Values =
    [
        "1e308", "-1", "0", "999999999999999999999", "NaN", "~", "[]", "{}", "[ 1, [ 2, { a: b } ] ]", "true", "''",
        "\"\\u0000\"", "1 KiB", "1e300 GHz", "../../../etc/passwd",
        "/dev/null", "*a", "&a b", "!!binary x", "|", ">-", "int8/128", "fp99", "fp16/7", "😀", "\u202Eabc", "- 1",
        "a: b", "4096", "65536", "1 GiB", "100 GHz", "1000 TB/s",
    ];

    public static byte[] Apply(string text, int seed)
    {
        Random random = new(seed);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            bytes = Once(bytes, random);
        }

        return bytes;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        List<string> lines = [.. Encoding.Latin1.GetString(bytes).Split('\n')];
        int at = random.Next(lines.Count);
        switch (random.Next(12))
        {
            case 0:
                byte[] flipped = [.. bytes];
                for (int i = random.Next(1, 6); i > 0 && flipped.Length > 0; i--)
                {
                    flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
                }

                return flipped;
            case 1:
                lines.RemoveAt(at);
                break;
            case 2:
                lines.Insert(random.Next(lines.Count), lines[at]);
                break;
            case 3:
                (lines[at], lines[random.Next(lines.Count)]) = (lines[random.Next(lines.Count)], lines[at]);
                break;
            case 4:
                lines[at] = WithValue(lines[at], ValueOf(lines[random.Next(lines.Count)]));
                break;
            case 5:
            case 6:
            case 7:
                lines[at] = WithValue(lines[at], Latin1(Values[random.Next(Values.Length)]));
                break;
            case 8:
                lines[at] = string.Concat(lines[at].Where(c => !char.IsAsciiLetter(c) || random.Next(4) > 0));
                break;
            case 9:
                lines[at] = WithValue(lines[at], Deep(random));
                break;
            case 10:
                return bytes[..random.Next(bytes.Length + 1)];
            default:
                lines.Insert(at, Latin1(new string(
                    [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => (char)random.Next(1, 0xD7FF))])));
                break;
        }

        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private static string WithValue(string line, string value)
    {
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? line + value : string.Create(CultureInfo.InvariantCulture, $"{line[..colon]}: {value}");
    }

    private static string ValueOf(string line)
    {
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? line : line[(colon + 2)..];
    }

    private static string Deep(Random random)
    {
        int depth = random.Next(2, 3000);
        return random.Next(2) == 0 ? new string('[', depth) + new string(']', depth)
            : string.Concat(Enumerable.Repeat("{ a: ", depth));
    }

    /// <summary>UTF-8 bytes as one character each, so that lines can be cut without losing any.</summary>
    private static string Latin1(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
