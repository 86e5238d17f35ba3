using System.Numerics;
using System.Runtime.Intrinsics;
using Accel.Arch.Designs.TableLookup;

namespace Accel.Sim.TableLookup.Machine;

/// <summary>What Q lanes have in one stage of the pipeline, for one iteration.</summary>
/// <remarks>
/// A row for each input of the tree, the lanes side by side: they look up in the same table, and add in step. A row is
/// padded to whole vectors; what stands in the padding is never read.
/// </remarks>
internal sealed class LookupBeat
{
    private static readonly int Padding = Vector512<short>.Count;

    private readonly LookupEngine _engine;
    private readonly int _width;
    private readonly int _lanes;
    private readonly int[] _values;
    private readonly int[] _signs;
    private int _count;

    public LookupBeat(LookupEngine engine)
    {
        _engine = engine;
        _width = engine.Variant == LookupVariant.Naive ? engine.StepWidth : engine.Tables;
        _lanes = PaddedLanes(engine);
        _values = new int[_lanes * _width];
        _signs = engine.Variant == LookupVariant.Half ? new int[_values.Length] : [];
    }

    /// <summary>An engine's lanes, rounded up to whole vectors.</summary>
    public static int PaddedLanes(in LookupEngine engine) => (engine.Lookups + Padding - 1) / Padding * Padding;

    /// <summary>Whether an iteration is in this stage.</summary>
    public bool IsValid { get; set; }

    public WeightBanks.Fetched Iteration { get; private set; }

    /// <summary>Each lane's sum, once the tree has added all.</summary>
    public Span<int> Sums => Row(0);

    /// <summary>Looks up all tables in all lanes, or selects and signs activations where there are no tables.</summary>
    public void LookUp(in WeightBanks.Fetched iteration, PackedWeights weights, TableBuilder tables, int step)
    {
        (IsValid, Iteration, _count) = (true, iteration, _width);
        for (int table = 0; table < _engine.Tables; table++)
        {
            ReadOnlySpan<ushort> indices = weights.Indices(iteration.Step, table, iteration.Channel, iteration.Lanes);
            ReadOnlySpan<short> entries = tables.Table(step, table);
            switch (_engine.Variant)
            {
                case LookupVariant.Full when Vector512.IsHardwareAccelerated && entries.Length == Padding:
                    Permute(weights.Padded(iteration.Step, table, iteration.Channel), Vector512.Create(entries), table);
                    break;
                case LookupVariant.Full:
                    LookUp(indices, entries, Row(table));
                    break;
                case LookupVariant.Half:
                    LookUpHalf(indices, entries, table);
                    break;
                default:
                    Select(indices, entries, table);
                    break;
            }
        }
    }

    /// <summary>The stage behind half tables.</summary>
    public void Negate()
    {
        for (int at = 0; at < _values.Length; at += Vector<int>.Count)
        {
            (new Vector<int>(_values, at) * new Vector<int>(_signs, at)).CopyTo(_values, at);
        }
    }

    /// <summary>One level of the tree: neighbours are added, a last one without is passed on.</summary>
    public void Reduce()
    {
        int half = _count / 2;
        for (int i = 0; i < half; i++)
        {
            int row = i * _lanes;
            for (int lane = 0; lane < _lanes; lane += Vector<int>.Count)
            {
                int first = (2 * row) + lane;
                (new Vector<int>(_values, first) + new Vector<int>(_values, first + _lanes))
                    .CopyTo(_values, row + lane);
            }
        }

        if (_count % 2 != 0)
        {
            Array.Copy(_values, (_count - 1) * _lanes, _values, half * _lanes, _lanes);
        }

        _count -= half;
    }

    private static void LookUp(ReadOnlySpan<ushort> indices, ReadOnlySpan<short> entries, Span<int> values)
    {
        for (int lane = 0; lane < values.Length; lane++)
        {
            values[lane] = entries[indices[lane]];
        }
    }

    /// <summary>The same for a table that fits a register.</summary>
    private void Permute(ReadOnlySpan<ushort> indices, Vector512<short> entries, int table)
    {
        for (int lane = 0; lane < _lanes; lane += Padding)
        {
            (Vector512<int> lower, Vector512<int> upper) = Vector512.Widen(
                Vector512.ShuffleNative(entries, Vector512.Create(indices[lane..]).AsInt16()));
            int at = (table * _lanes) + lane;
            lower.CopyTo(_values, at);
            upper.CopyTo(_values, at + Vector512<int>.Count);
        }
    }

    private void LookUpHalf(ReadOnlySpan<ushort> indices, ReadOnlySpan<short> entries, int table)
    {
        int middle = (_engine.Sums - 1) / 2;
        Span<int> values = Row(table);
        Span<int> signs = Signs(table);
        for (int lane = 0; lane < values.Length; lane++)
        {
            int index = indices[lane] - middle;
            signs[lane] = Math.Sign(index);
            values[lane] = index == 0 ? 0 : entries[Math.Abs(index) - 1];
        }
    }

    private void Select(ReadOnlySpan<ushort> indices, ReadOnlySpan<short> activations, int table)
    {
        int group = _engine.Group;
        for (int lane = 0; lane < indices.Length; lane++)
        {
            int index = indices[lane];
            for (int i = 0; i < group; i++)
            {
                Row((table * group) + i)[lane] = ((index % 3) - 1) * activations[i];
                index /= 3;
            }
        }
    }

    private Span<int> Row(int row) => _values.AsSpan(row * _lanes, Iteration.Lanes);

    private Span<int> Signs(int row) => _signs.AsSpan(row * _lanes, Iteration.Lanes);
}
