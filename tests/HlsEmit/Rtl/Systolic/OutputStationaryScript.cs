using Accel.Arch.Designs.Systolic;
using Accel.HlsEmit.Vectors;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>Drives <c>array_os</c> as the machine feeds its folds, and expects what the machine hands over.</summary>
internal sealed class OutputStationaryScript(ArrayCase on, Random random)
{
    public BenchScript Script { get; } = new();

    /// <summary>Appends a product, right behind the one before.</summary>
    /// <returns>The cycles of the machine; without pauses as many as were appended.</returns>
    public long Append(EdgeOperand activations, EdgeOperand weights)
    {
        (int m, int k, int n) = (activations.Matrix.Vectors, activations.Matrix.K, weights.Matrix.Vectors);
        Assert.That(on.Dataflow, Is.EqualTo(Dataflow.OutputStationary));
        ILookup<long, LeavingSum> leaving = LeavingSum.Of(on.Array, activations.Matrix, weights.Matrix, out long cycles)
            .ToLookup(sum => sum.Cycle);
        int left = leaving.Sum(sums => sums.Count());
        long start = 0;
        for (int token = 0; token < m; token += on.Rows)
        {
            for (int channel = 0; channel < n; channel += on.Columns)
            {
                (int rows, int columns) = (Math.Min(on.Rows, m - token), Math.Min(on.Columns, n - channel));
                long end = start + (2 * rows) + columns + k - 2;
                for (long cycle = start; cycle < end; cycle++)
                {
                    int element = (int)(cycle - start);
                    while (element < k && random.Next(100) < on.PausePercent)
                    {
                        Add(rows, columns, ready: true, last: false, false, _ => null, _ => null, null, []);
                    }

                    bool feeds = element < k;
                    int? row = leaving.Contains(cycle) ? leaving[cycle].First().Token : null;
                    Assert.That(leaving[cycle], Has.All.Matches<LeavingSum>(sum => sum.Token == row));
                    left -= leaving[cycle].Count();
                    while (row is not null && random.Next(100) < on.PausePercent)
                    {
                        // A row that is not taken stays, and all others with it.
                        Add(rows, columns, ready: false, cycle == end - 1, true, _ => null, _ => null, null,
                            leaving[cycle].ToDictionary(sum => sum.Channel - channel, sum => sum.Sum), isTaken: false);
                    }

                    Add(rows, columns, feeds, cycle == end - 1, row is not null,
                        place => feeds && place < rows ? activations.Word(token + place, element) : null,
                        place => feeds && place < columns ? weights.Word(channel + place, element) : null,
                        feeds ? (element, element == k - 1) : null,
                        leaving[cycle].ToDictionary(sum => sum.Channel - channel, sum => sum.Sum));
                }

                start = end;
            }
        }

        Assert.That(start, Is.EqualTo(cycles), "the folds take the machine's cycles");
        Assert.That(left, Is.Zero, "every sum left");
        return cycles;

        void Add(int rows, int columns, bool ready, bool last, bool leaves, Func<int, long?> a, Func<int, long?> w,
            (int Element, bool Last)? taken, Dictionary<int, long> sums, bool isTaken = true)
        {
            // When the array takes nothing, it must not matter what it is offered.
            bool offered = taken is not null || (!ready && random.Next(2) == 0);
            BitWord input = new BitWord().Put(rows, 16).Put(columns, 16).Put(offered)
                .Put(taken?.Last ?? random.Next(2) == 0).Put(taken is { Element: var element } && element % 2 == 1)
                .Put(leaves ? isTaken : random.Next(2) == 0);
            ArrayCase.PutEdge(input, random, on.Rows, activations.Bits, a);
            ArrayCase.PutEdge(input, random, on.Columns, weights.Bits, w);
            BitWord output = new BitWord().Put(ready).Put(leaves).Put(last);
            on.PutSums(output, sums);
            Script.Add(input, output);
        }
    }
}
