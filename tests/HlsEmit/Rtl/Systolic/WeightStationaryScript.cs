using Accel.Arch.Designs.Systolic;
using Accel.HlsEmit.Vectors;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>Drives <c>array_ws</c> as the machine feeds its folds, and expects what the machine hands over.</summary>
internal sealed class WeightStationaryScript(ArrayCase on, Random random)
{
    private readonly List<Fold> _folds = [];

    public BenchScript Script { get; } = new();

    /// <summary>Appends a product, right behind the one before.</summary>
    /// <returns>The cycles of the machine; without pauses as many as were appended.</returns>
    public long Append(EdgeOperand activations, EdgeOperand weights)
    {
        (int m, int k, int n) = (activations.Matrix.Vectors, activations.Matrix.K, weights.Matrix.Vectors);
        Assert.That(on.Dataflow, Is.EqualTo(Dataflow.WeightStationary));
        List<LeavingSum> sums = LeavingSum.Of(on.Array, activations.Matrix, weights.Matrix, out long cycles);
        _folds.Clear();
        long start = 0;
        for (int channel = 0; channel < n; channel += on.Columns)
        {
            for (int token = 0; token < m; token += on.Depth)
            {
                for (int first = 0; first < k; first += on.Rows)
                {
                    Fold fold = new(start, first, token, channel, Math.Min(on.Rows, k - first),
                        Math.Min(on.Depth, m - token), Math.Min(on.Columns, n - channel));
                    _folds.Add(fold);
                    start = fold.End;
                }
            }
        }

        Assert.That(start, Is.EqualTo(cycles), "the folds take the machine's cycles");
        int left = 0;
        foreach (Fold fold in _folds)
        {
            List<LeavingSum> own = [.. sums.Where(sum => sum.Cycle >= fold.Start && sum.Cycle < fold.End)];
            AppendFold(fold, activations, weights, own);
            left += own.Count;
        }

        Assert.That(left, Is.EqualTo(sums.Count).And.EqualTo(m * n * ((k + on.Rows - 1) / on.Rows)));
        return cycles;
    }

    private void AppendFold(Fold fold, EdgeOperand activations, EdgeOperand weights, List<LeavingSum> sums)
    {
        // A pause before a weight delays all sums, one before a vector that vector's and all later ones.
        int[] delays = new int[fold.Rows + fold.Vectors];
        for (int i = 0; i < delays.Length; i++)
        {
            delays[i] = i == 0 ? 0 : delays[i - 1];
            while (random.Next(100) < on.PausePercent)
            {
                delays[i]++;
            }
        }

        ILookup<long, LeavingSum> leaving = sums.ToLookup(
            sum => sum.Cycle - fold.Start + delays[fold.Rows + sum.Token - fold.Token]);
        long length = fold.End - fold.Start + delays[^1];
        int given = 0;
        for (long cycle = 0; cycle < length; cycle++)
        {
            bool loading = given < fold.Rows;
            bool streaming = !loading && given < delays.Length;
            bool gives = (loading || streaming) && cycle == given + delays[given];
            (int row, int vector) = (given, given - fold.Rows);
            int skip = on.Rows - fold.Rows;
            BitWord input = new BitWord().Put(fold.Rows, 16).Put(fold.Columns, 16)
                .Put(loading ? gives : random.Next(2) == 0).Put(streaming ? gives : random.Next(2) == 0)
                .Put(gives && streaming ? vector == fold.Vectors - 1 : random.Next(2) == 0);
            ArrayCase.PutEdge(input, random, on.Rows, activations.Bits, place => gives && streaming && place >= skip
                ? activations.Word(fold.Token + vector, fold.FirstK + place - skip) : null);
            ArrayCase.PutEdge(input, random, on.Columns, weights.Bits, place => gives && loading && place < fold.Columns
                ? weights.Word(fold.Channel + place, fold.FirstK + row) : null);
            Dictionary<int, long> columns = leaving[cycle].ToDictionary(
                sum => sum.Channel - fold.Channel, sum => sum.Sum);
            BitWord output = new BitWord().Put(loading).Put(given == fold.Rows - 1, matters: loading)
                .Put(streaming).Put(cycle == length - 1);
            for (int column = 0; column < on.Columns; column++)
            {
                output.Put(columns.ContainsKey(column));
            }

            on.PutSums(output, columns);
            Script.Add(input, output);
            given += gives ? 1 : 0;
        }

        Assert.That(given, Is.EqualTo(delays.Length));
    }

    private readonly record struct Fold(
        long Start, int FirstK, int Token, int Channel, int Rows, int Vectors, int Columns)
    {
        public long End => Start + Vectors + (2 * Rows) + Columns - 2;
    }
}
