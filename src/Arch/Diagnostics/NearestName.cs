namespace Accel.Arch.Diagnostics;

/// <summary>Finds the name a user probably meant.</summary>
public static class NearestName
{
    /// <summary>The candidate with the smallest edit distance, when it is close enough to be a likely slip.</summary>
    /// <returns>The nearest candidate, or null when none is within a third of the word's length (at least 2).</returns>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = Math.Max(2, word.Length / 3) + 1;
        foreach (string candidate in candidates)
        {
            int distance = Distance(word, candidate, bestDistance);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>A hint that names the nearest candidate, or lists all of them when none is near.</summary>
    public static string Hint(string word, IReadOnlyCollection<string> candidates)
    {
        string? nearest = Find(word, candidates);
        return nearest is not null ? $"did you mean '{nearest}'?" : $"one of: {string.Join(", ", candidates)}";
    }

    /// <summary>Levenshtein distance without regard to case; gives up at <paramref name="limit"/>.</summary>
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) >= limit || a.Length > 200)
        {
            return limit;
        }

        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 0; i < a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < b.Length; j++)
            {
                int substitution = diagonal + (char.ToLowerInvariant(a[i]) == char.ToLowerInvariant(b[j]) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(substitution, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[b.Length];
    }
}
