using Accel.Arch.Formats;
using Accel.Arch.Formats.OutlierVictim;

namespace Accel.HlsEmit.Systolic;

/// <summary>Codes of a format from a seed: any number, often one at the ends of its range, rarely no number.</summary>
internal sealed class SeededCodes
{
    private readonly Random _random;
    private readonly ushort[] _all;
    private readonly ushort[] _ends;
    private readonly ushort[] _specials = [];

    /// <param name="bits">Bits of a code; of pairs those of both, which may be anything.</param>
    public SeededCodes(NumberFormat format, int bits, Random random)
    {
        _random = random;
        if (format is OutlierVictimFormat pairs)
        {
            // Victims on either side of any outlier, and unused patterns.
            _all = [.. Enumerable.Range(0, 1 << bits).Select(code => (ushort)code)];
            _ends = [.. Enumerable.Range(0, 1 << pairs.SlotBits).SelectMany(slot => new[]
            {
                (ushort)(slot | (pairs.Identifier << pairs.SlotBits)),
                (ushort)((slot << pairs.SlotBits) | pairs.Identifier),
            })];
            return;
        }

        _all = [.. Enumerable.Range(0, format.CodeCount).Where(code => double.IsFinite(format.Decode(code)))
            .Select(code => (ushort)code).OrderBy(code => format.Decode(code))];
        double least = _all.Select(code => Math.Abs(format.Decode(code))).Where(value => value > 0).Min();
        ushort[] small = [.. _all.Where(code => Math.Abs(format.Decode(code)) <= least)];

        // Infinities as often as all codes of NaN together.
        ushort[] rest = [.. Enumerable.Range(0, format.CodeCount).Select(code => (ushort)code).Except(_all)];
        ushort[] infinities = [.. rest.Where(code => double.IsInfinity(format.Decode(code)))];
        _specials = [.. Enumerable.Repeat(infinities, rest.Length / 2).SelectMany(codes => codes), .. rest];
        _ends = [_all[0], _all[1], _all[^2], _all[^1], .. small];
    }

    public ushort Next() => _specials.Length > 0 && _random.Next(64) == 0 ? Of(_specials)
        : _random.Next(4) == 0 ? Of(_ends) : Of(_all);

    private ushort Of(ushort[] codes) => codes[_random.Next(codes.Length)];
}
