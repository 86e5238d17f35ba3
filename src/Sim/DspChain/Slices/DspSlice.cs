using System.Diagnostics;

namespace Accel.Sim.DspChain.Slices;

/// <summary>The datapath that slices have in common, stepped clock by clock, bit-exact.</summary>
/// <remarks>
/// D and A (or B) go to a pre-adder of 27 bits; it or A, and B or it, to a multiplier; the product, C, the slice's own
/// sum and that of the slice before to an adder of four operands. Each stage has a register that may be left out.
/// All registers are zero at first. Words wrap at their widths.
/// </remarks>
public abstract class DspSlice
{
    private const int WideBits = 27;

    private readonly SliceSettings _settings;
    private readonly int _aBits;
    private readonly int _bBits;
    private readonly int _sumBits;
    private readonly bool _shifts;
    private readonly bool _isDot;
    private long _a1;
    private long _a2;
    private long _b1;
    private long _b2;
    private long _c;
    private long _d;
    private long _ad;
    private long _m;
    private long _p;
    private OpMode _opMode;
    private AluMode _aluMode;
    private InMode _inMode;
    private bool _carryIn;

    private protected DspSlice(SliceSettings settings, int aBits, int bBits, int sumBits, bool shifts, bool isDot)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.WhyNot() is { } reason)
        {
            throw new ArgumentException(reason, nameof(settings));
        }

        (_settings, _aBits, _bBits, _sumBits, _shifts, _isDot) = (settings, aBits, bBits, sumBits, shifts, isDot);
    }

    /// <summary>The sum, signed.</summary>
    public long P { get; private set; }

    /// <summary>The sum that the next slice gets; the same.</summary>
    public long PCOut => P;

    /// <summary>A for the next slice, signed.</summary>
    public long ACOut { get; private set; }

    /// <summary>B for the next slice, signed.</summary>
    public long BCOut { get; private set; }

    /// <summary>Advances by one clock cycle; outputs are those behind the edge, with the inputs still there.</summary>
    /// <exception cref="ArgumentException">The inputs choose what is not modelled or not there.</exception>
    public void Step(in SliceInputs inputs)
    {
        Clock(inputs);
        Settle(inputs);
    }

    /// <summary>Loads the registers, and leaves outputs as they are until <see cref="Settle"/>.</summary>
    /// <remarks>For cascades without registers: all slices are clocked, then settled from the first one on.</remarks>
    /// <inheritdoc cref="Step"/>
    public void Clock(in SliceInputs inputs)
    {
        Check(inputs);
        Wires wires = Evaluate(inputs);
        (long a1, long b1) = (_a1, _b1);
        SliceRegisters cleared = WholeResets(inputs.Cleared);
        SliceRegisters kept = inputs.Held & ~cleared;
        Load(ref _a1, wires.A, SliceRegisters.A1, kept, cleared);
        Load(ref _a2, _settings.ARegisters == 2 ? a1 : wires.A, SliceRegisters.A2, kept, cleared);
        Load(ref _b1, wires.B, SliceRegisters.B1, kept, cleared);
        Load(ref _b2, _settings.BRegisters == 2 ? b1 : wires.B, SliceRegisters.B2, kept, cleared);
        Load(ref _c, Wrap(inputs.C, _sumBits), SliceRegisters.C, kept, cleared);
        Load(ref _d, Wrap(inputs.D, WideBits), SliceRegisters.D, kept, cleared);
        Load(ref _ad, wires.Ad, SliceRegisters.Ad, kept, cleared);
        Load(ref _m, wires.Product, SliceRegisters.M, kept, cleared);
        Load(ref _p, wires.Sum, SliceRegisters.P, kept, cleared);
        Load(ref _opMode, inputs.OpMode, SliceRegisters.OpMode, kept, cleared);
        Load(ref _aluMode, inputs.AluMode, SliceRegisters.AluMode, kept, cleared);
        Load(ref _inMode, inputs.InMode, SliceRegisters.InMode, kept, cleared);
        Load(ref _carryIn, inputs.CarryIn, SliceRegisters.CarryIn, kept, cleared);
    }

    /// <summary>Brings the outputs up to date with registers and inputs, without a clock edge.</summary>
    /// <inheritdoc cref="Step"/>
    public void Settle(in SliceInputs inputs)
    {
        if (_settings.Has(SliceRegisters.P))
        {
            P = _p;
        }
        else
        {
            Check(inputs);
            P = Evaluate(inputs).Sum;
        }

        ACOut = PassedOn(_settings.ACascadeRegisters, _settings.ARegisters, AInput(inputs), _a1, _a2);
        BCOut = PassedOn(_settings.BCascadeRegisters, _settings.BRegisters, BInput(inputs), _b1, _b2);
    }

    /// <summary>A value's low bits, as a signed number.</summary>
    private protected static long Wrap(long value, int bits) => (value << (64 - bits)) >> (64 - bits);

    /// <summary>The values between registers in front of a clock edge.</summary>
    private readonly record struct Wires(long A, long B, long Ad, long Product, long Sum);

    private static long PassedOn(int passed, int registers, long input, long first, long last) =>
        registers == 0 ? input : passed == registers ? last : first;

    private long AInput(in SliceInputs inputs) => Wrap(_settings.CascadesA ? inputs.ACascade : inputs.A, _aBits);

    private long BInput(in SliceInputs inputs) => Wrap(_settings.CascadesB ? inputs.BCascade : inputs.B, _bBits);

    private Wires Evaluate(in SliceInputs inputs)
    {
        long a = AInput(inputs);
        long b = BInput(inputs);
        long lastA = _settings.ARegisters == 0 ? a : _a2;
        long lastB = _settings.BRegisters == 0 ? b : _b2;
        InMode mode = _settings.Has(SliceRegisters.InMode) ? _inMode : inputs.InMode;
        long wide = Wrap((mode & InMode.FirstA) != 0 ? _a1 : lastA, WideBits);
        long narrow = (mode & InMode.FirstB) != 0 ? _b1 : lastB;
        if ((mode & InMode.ZeroOperand) != 0)
        {
            (wide, narrow) = _settings.PreAddsB ? (wide, 0L) : (0L, narrow);
        }

        long ad = PreAdd(_settings.PreAddsB ? narrow : wide, mode, inputs);
        long sum = _settings.Has(SliceRegisters.Ad) ? _ad : ad;
        long product = Multiply(
            _settings.MultipliesSum ? sum : wide, _settings.MultipliesBySum ? Wrap(sum, _bBits) : narrow);
        long m = _settings.Has(SliceRegisters.M) ? _m : product;
        long joined = (lastA << _bBits) | (lastB & ((1L << _bBits) - 1));
        return new Wires(a, b, ad, product, Add(m, joined, inputs));
    }

    private long PreAdd(long operand, InMode mode, in SliceInputs inputs)
    {
        long d = (mode & InMode.EnableD) == 0 ? 0
            : _settings.Has(SliceRegisters.D) ? _d : Wrap(inputs.D, WideBits);
        return Wrap((mode & InMode.Subtract) != 0 ? d - operand : d + operand, WideBits);
    }

    private long Multiply(long wide, long narrow) => !_settings.Multiplies ? 0
        : _isDot ? Dot(wide, narrow)
        : wide * narrow;

    /// <summary>The sum of three products, of fields of nine bits by fields of eight.</summary>
    private static long Dot(long wide, long narrow) =>
        (Wrap(wide, 9) * Wrap(narrow, 8))
        + (Wrap(wide >> 9, 9) * Wrap(narrow >> 8, 8))
        + (Wrap(wide >> 18, 9) * Wrap(narrow >> 16, 8));

    private long Add(long product, long joined, in SliceInputs inputs)
    {
        OpMode mode = _settings.Has(SliceRegisters.OpMode) ? _opMode : inputs.OpMode;
        AluMode alu = _settings.Has(SliceRegisters.AluMode) ? _aluMode : inputs.AluMode;
        long carry = (_settings.Has(SliceRegisters.CarryIn) ? _carryIn : inputs.CarryIn) ? 1 : 0;
        long c = _settings.Has(SliceRegisters.C) ? _c : Wrap(inputs.C, _sumBits);
        long cascade = Wrap(inputs.PCascade, _sumBits);
        long w = mode.W switch
        {
            WSelect.Zero => 0,
            WSelect.Sum => _p,
            WSelect.Rounding => Wrap(_settings.Rounding, _sumBits),
            WSelect.C => c,
            _ => throw new UnreachableException(),
        };
        long x = mode.X switch
        {
            XSelect.Zero => 0,
            XSelect.Product => product,
            XSelect.Sum => _p,
            XSelect.Joined => joined,
            _ => throw new UnreachableException(),
        };
        // The halves of the product are added by X and Y together: here X carries both.
        long y = mode.Y switch
        {
            YSelect.Zero or YSelect.Product => 0,
            YSelect.Ones => -1,
            YSelect.C => c,
            _ => throw new UnreachableException(),
        };
        long z = mode.Z switch
        {
            ZSelect.Zero => 0,
            ZSelect.Cascade => cascade,
            ZSelect.Sum => _p,
            ZSelect.C => c,
            ZSelect.CascadeShifted => cascade >> 17,
            ZSelect.SumShifted => _p >> 17,
            _ => throw new UnreachableException(),
        };

        long sum = (((int)alu & 1) != 0 ? ~z : z) + w + x + y + carry;
        return Wrap(((int)alu & 2) != 0 ? ~sum : sum, _sumBits);
    }

    private void Check(in SliceInputs inputs)
    {
        OpMode mode = inputs.OpMode;
        string? reason =
            !mode.IsWhole ? "X and Y take the product together or not at all"
            : mode.ReadsSum && !_settings.Has(SliceRegisters.P) ? "a slice without a P register has no sum to add"
            : mode.Shifts && !_shifts ? "shifted words are not modelled for this slice"
            : inputs.AluMode is < AluMode.Add or > AluMode.Subtract ? "the logic unit is not modelled"
            : (inputs.InMode & InMode.FirstA) != 0 && _settings.ARegisters == 0 ? "A has no first register"
            : (inputs.InMode & InMode.FirstB) != 0 && _settings.BRegisters == 0 ? "B has no first register"
            : null;
        if (reason is not null)
        {
            throw new ArgumentException(reason, nameof(inputs));
        }
    }

    private static SliceRegisters WholeResets(SliceRegisters cleared)
    {
        foreach (SliceRegisters shared in (ReadOnlySpan<SliceRegisters>)
            [SliceRegisters.A, SliceRegisters.B, SliceRegisters.D | SliceRegisters.Ad])
        {
            cleared |= (cleared & shared) != 0 ? shared : 0;
        }

        return cleared;
    }

    private static void Load<T>(
        ref T register, T value, SliceRegisters which, SliceRegisters kept, SliceRegisters cleared)
        where T : struct => register =
            (cleared & which) != 0 ? default : (kept & which) != 0 ? register : value;
}
