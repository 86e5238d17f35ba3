using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats.Ternary;

namespace Accel.Sim.TableLookup;

/// <summary>T tables of one step along K, and what reads them, in one of the three variants.</summary>
internal sealed class LookupStep(int group, int tables, LookupVariant variant)
{
    private readonly sbyte[] _activations = new sbyte[tables * group];
    private readonly short[] _entries = new short[tables * TernaryIndex.Count(group)];
    private readonly int[] _sums = new int[tables];

    public int Group => group;

    public int Tables => tables;

    /// <summary>Takes the next T G activations, filled up with zeros, and builds their tables.</summary>
    public void Build(ReadOnlySpan<sbyte> activations)
    {
        int count = Math.Min(activations.Length, _activations.Length);
        activations[..count].CopyTo(_activations);
        _activations.AsSpan(count).Clear();
        for (int table = 0; table < tables && variant != LookupVariant.Naive; table++)
        {
            if (variant == LookupVariant.Full)
            {
                LookupTable.Build(Activations(table), Entries(table));
            }
            else
            {
                LookupTable.BuildHalf(Activations(table), Entries(table));
            }
        }
    }

    /// <summary>The sum of one lookup in each table.</summary>
    public int Read(ReadOnlySpan<ushort> indices)
    {
        for (int table = 0; table < tables; table++)
        {
            _sums[table] = variant switch
            {
                LookupVariant.Full => Entries(table)[indices[table]],
                LookupVariant.Half => LookupTable.ReadHalf(Entries(table), group, indices[table]),
                _ => LookupTable.Select(Activations(table), indices[table]),
            };
        }

        return LookupArithmetic.Tree(_sums);
    }

    private ReadOnlySpan<sbyte> Activations(int table) => _activations.AsSpan(table * group, group);

    private Span<short> Entries(int table)
    {
        int count = TernaryIndex.Count(group);
        return _entries.AsSpan(table * count, count);
    }
}
