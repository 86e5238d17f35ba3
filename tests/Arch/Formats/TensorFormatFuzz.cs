using Accel.Arch.Formats;

namespace Accel.Tests.Arch.Formats;

/// <summary>Mutates the texts of formats and reads them: none may throw, and what is taken must round-trip.</summary>
internal static class TensorFormatFuzz
{
    private const int Cases = 20_000;

    /// <summary>Checks, and counts the texts that were taken.</summary>
    /// <param name="texts">Texts that are right, from which each case starts.</param>
    /// <param name="alphabet">Characters that are put in.</param>
    public static int CountTaken(int seed, IReadOnlyList<string> texts, string alphabet)
    {
        Random random = new(seed);
        int taken = 0;
        for (int i = 0; i < Cases; i++)
        {
            string text = Mutated(texts[random.Next(texts.Count)], alphabet, random);
            bool isTaken = TensorFormat.TryParse(text, out TensorFormat? format, out string error, out _);
            Assert.That(error.Length == 0, Is.EqualTo(isTaken));
            if (isTaken)
            {
                taken++;
                Assert.That(TensorFormat.Parse(format!.ToString()), Is.EqualTo(format));
            }
        }

        return taken;
    }

    private static string Mutated(string from, string alphabet, Random random)
    {
        List<char> text = [.. from];
        for (int edits = random.Next(4); edits > 0; edits--)
        {
            int at = random.Next(text.Count + 1);
            if (random.Next(2) == 0 && at < text.Count)
            {
                text.RemoveAt(at);
            }
            else
            {
                text.Insert(at, alphabet[random.Next(alphabet.Length)]);
            }
        }

        return string.Concat(text);
    }
}
