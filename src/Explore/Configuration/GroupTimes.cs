namespace Accel.Explore.Configuration;

/// <summary>The times of one phase's groups of operators at the point that an evaluator is at.</summary>
/// <remarks>Groups that the last move left alone are neither looked up nor copied again.</remarks>
internal sealed class GroupTimes(MemoTable<OperatorTime>[] tables)
{
    private readonly MemoKey[] _keys = [.. tables.Select(_ => MemoKey.None)];
    private readonly OperatorTime[] _times = new OperatorTime[tables.Length];
    private OperatorTime _total;
    private bool _isSummed;

    /// <summary>Whether a group's time is known, which is the present one then.</summary>
    public bool Recall(int group, in MemoKey key)
    {
        if (_keys[group] == key)
        {
            return true;
        }

        _isSummed = false;
        bool isKnown = tables[group].TryGet(key, out _times[group]);
        _keys[group] = isKnown ? key : MemoKey.None;
        return isKnown;
    }

    /// <summary>Keeps a group's time, for other threads too.</summary>
    public void Keep(int group, in MemoKey key, in OperatorTime time)
    {
        tables[group].Set(key, time);
        (_keys[group], _times[group], _isSummed) = (key, time, false);
    }

    /// <summary>The time of all groups, one after the other.</summary>
    public ref readonly OperatorTime Total()
    {
        if (!_isSummed)
        {
            _total = _times[0];
            for (int group = 1; group < _times.Length; group++)
            {
                _total.Add(_times[group]);
            }

            _isSummed = true;
        }

        return ref _total;
    }
}
