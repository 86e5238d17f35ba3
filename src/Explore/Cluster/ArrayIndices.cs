using System.Globalization;
using System.Text;

namespace Accel.Explore.Cluster;

/// <summary>Indices of a job array as <c>--array</c> takes them: <c>2,5-7%4</c>.</summary>
public static class ArrayIndices
{
    /// <param name="indices">Ascending, without repeats, not empty.</param>
    /// <param name="maxRunning">The most tasks that run at once; null for no limit.</param>
    public static string Write(IReadOnlyList<int> indices, int? maxRunning = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(indices.Count);
        StringBuilder text = new();
        for (int first = 0, next; first < indices.Count; first = next)
        {
            next = first + 1;
            while (next < indices.Count && indices[next] == indices[next - 1] + 1)
            {
                next++;
            }

            text.Append(first == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{indices[first]}");
            if (next - first > 1)
            {
                text.Append(next - first == 2 ? ',' : '-').Append(CultureInfo.InvariantCulture, $"{indices[next - 1]}");
            }
        }

        return maxRunning is { } most ? text.Append(CultureInfo.InvariantCulture, $"%{most}").ToString()
            : text.ToString();
    }
}
