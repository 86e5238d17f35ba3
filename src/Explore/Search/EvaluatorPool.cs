using Accel.Explore.Sweeps;

namespace Accel.Explore.Search;

/// <summary>Keeps the evaluators of one wave for the next, with what they remember.</summary>
internal sealed class EvaluatorPool(Func<IPointEvaluator> make)
{
    private readonly object _lock = new();
    private readonly List<IPointEvaluator> _made = [];
    private int _taken;

    /// <summary>An evaluator that no thread of this wave has. Safe on all threads.</summary>
    public IPointEvaluator Take()
    {
        lock (_lock)
        {
            if (_taken < _made.Count)
            {
                return _made[_taken++];
            }
        }

        IPointEvaluator evaluator = make();
        lock (_lock)
        {
            _made.Insert(_taken++, evaluator);
        }

        return evaluator;
    }

    /// <summary>Takes all back: no thread uses one any more.</summary>
    public void Return()
    {
        lock (_lock)
        {
            _taken = 0;
        }
    }
}
