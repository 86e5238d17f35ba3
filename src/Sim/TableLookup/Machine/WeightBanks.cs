using System.Diagnostics;

namespace Accel.Sim.TableLookup.Machine;

/// <summary>
/// The weight buffer's banks and the registers behind them, through which index vectors reach the lookups.
/// </summary>
/// <remarks>
/// Channels lie cyclically in half as many banks as there are lookups; a bank has two ports. Vectors are fetched in the
/// order in which they are used, for every token again, and wait in the last register until they are.
/// </remarks>
internal sealed class WeightBanks(LookupEngine engine, PackedWeights weights, int tokens)
{
    private readonly int _steps = (int)engine.Steps(weights.K);
    private readonly int _banks = (engine.Lookups + 1) / 2;
    private readonly Fetched?[] _registers = new Fetched?[LookupEngine.FetchCycles];
    private int _token;
    private int _step;
    private int _channel;

    /// <summary>The vectors that arrived last and wait to be looked up, if any have.</summary>
    public Fetched? Arrived => _registers[^1];

    /// <summary>Index vectors read so far.</summary>
    public long Vectors { get; private set; }

    public void Take() => _registers[^1] = null;

    /// <summary>Moves vectors on where there is room, and fetches the next.</summary>
    public void Advance()
    {
        for (int i = _registers.Length - 1; i > 0; i--)
        {
            if (_registers[i] is null)
            {
                (_registers[i], _registers[i - 1]) = (_registers[i - 1], null);
            }
        }

        if (_registers[0] is null && _token < tokens)
        {
            _registers[0] = Fetch();
        }
    }

    private Fetched Fetch()
    {
        int lanes = Math.Min(engine.Lookups, weights.N - _channel);

        // Channels follow each other, so banks are taken in turn: none three times unless all are taken twice.
        if (lanes > 2 * _banks)
        {
            throw new UnreachableException("a bank has two ports");
        }

        Vectors += lanes;
        Fetched fetched = new(_token, _step, _channel, lanes);
        _channel += lanes;
        if (_channel == weights.N)
        {
            (_channel, _step) = (0, _step + 1);
        }

        if (_step == _steps)
        {
            (_step, _token) = (0, _token + 1);
        }

        return fetched;
    }

    /// <summary>The vectors of some channels for one step of one token.</summary>
    internal readonly record struct Fetched(int Token, int Step, int Channel, int Lanes);
}
