using Accel.Arch.Designs.TableLookup;

namespace Accel.Sim.TableLookup.Machine;

/// <summary>What Q lanes have in one stage of the pipeline, for one iteration.</summary>
internal sealed class LookupBeat
{
    private readonly LookupEngine _engine;
    private readonly int _width;
    private readonly int[] _values;
    private readonly bool[] _isNegative;
    private int _count;

    public LookupBeat(LookupEngine engine)
    {
        _engine = engine;
        _width = engine.Variant == LookupVariant.Naive ? engine.StepWidth : engine.Tables;
        _values = new int[engine.Lookups * _width];
        _isNegative = new bool[_values.Length];
    }

    /// <summary>Whether an iteration is in this stage.</summary>
    public bool IsValid { get; set; }

    public WeightBanks.Fetched Iteration { get; private set; }

    /// <summary>Each lane's sum, once the tree has added all.</summary>
    public ref int Sum(int lane) => ref _values[lane * _width];

    /// <summary>Looks up all tables in all lanes, or selects and signs activations where there are no tables.</summary>
    public void LookUp(in WeightBanks.Fetched iteration, PackedWeights weights, TableBuilder tables, int step)
    {
        (IsValid, Iteration, _count) = (true, iteration, _width);
        for (int lane = 0; lane < iteration.Lanes; lane++)
        {
            ReadOnlySpan<ushort> vector = weights.Vector(iteration.Step, iteration.Channel + lane);
            for (int table = 0; table < vector.Length; table++)
            {
                LookUp((lane * _width) + (table * (_width / _engine.Tables)), vector[table], tables.Table(step, table));
            }
        }
    }

    /// <summary>The stage behind half tables.</summary>
    public void Negate()
    {
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = _isNegative[i] ? -_values[i] : _values[i];
        }
    }

    /// <summary>One level of the tree: neighbours are added, a last one without is passed on.</summary>
    public void Reduce()
    {
        int half = (_count + 1) / 2;
        for (int lane = 0; lane < Iteration.Lanes; lane++)
        {
            Span<int> values = _values.AsSpan(lane * _width, _count);
            for (int i = 0; i < half; i++)
            {
                values[i] = values[2 * i] + ((2 * i) + 1 < _count ? values[(2 * i) + 1] : 0);
            }
        }

        _count = half;
    }

    private void LookUp(int at, int index, ReadOnlySpan<int> table)
    {
        int middle = (_engine.Sums - 1) / 2;
        switch (_engine.Variant)
        {
            case LookupVariant.Full:
                _values[at] = table[index];
                break;
            case LookupVariant.Half:
                _isNegative[at] = index < middle;
                _values[at] = index == middle ? 0 : table[Math.Abs(index - middle) - 1];
                break;
            default:
                for (int i = 0; i < table.Length; i++)
                {
                    _values[at + i] = ((index % 3) - 1) * table[i];
                    index /= 3;
                }

                break;
        }
    }
}
