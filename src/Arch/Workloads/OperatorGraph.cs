using QuikGraph;
using QuikGraph.Algorithms;

namespace Accel.Arch.Workloads;

/// <summary>Which operator of a step waits for which: embedding, one layer, and the tail after the last.</summary>
/// <remarks>
/// Layers are alike and each waits for the one before, so that one layer stands for all: with the weight of an operator
/// taken over all of its layers, the critical path of this graph is that of the whole model. The same holds of the
/// repeated blocks of a <see cref="Network"/>.
/// </remarks>
public sealed class OperatorGraph
{
    private readonly BidirectionalGraph<string, SEdge<string>> _graph = new(allowParallelEdges: false);
    private readonly Dictionary<string, Operator> _operators = [];

    private OperatorGraph(IReadOnlyList<PlannedOperator> plan)
    {
        foreach (PlannedOperator planned in plan)
        {
            string name = planned.Operator.Name;
            _operators.Add(name, planned.Operator);
            _graph.AddVertex(name);
            foreach (string input in planned.Inputs)
            {
                _graph.AddEdge(new SEdge<string>(input, name));
            }
        }
    }

    /// <summary>The graph of the operators that <see cref="WorkloadOperators"/> expands a phase into.</summary>
    /// <exception cref="ArgumentException"><see cref="WorkloadOperators"/> refuses them.</exception>
    public static OperatorGraph Of(Model model, Phase phase, long batch, LogitsRule logits) =>
        new(WorkloadOperators.Plan(model, phase, batch, logits));

    /// <summary>The operators whose results an operator reads.</summary>
    /// <exception cref="KeyNotFoundException">No operator has the name.</exception>
    public IReadOnlyList<Operator> InputsOf(string name) => _operators.ContainsKey(name)
        ? [.. _graph.InEdges(name).Select(edge => _operators[edge.Source])]
        : throw new KeyNotFoundException($"no operator '{name}'");

    /// <summary>All operators, each after those it waits for.</summary>
    public IReadOnlyList<Operator> TopologicalOrder() =>
        [.. _graph.TopologicalSort().Select(name => _operators[name])];

    /// <summary>The longest chain when each operator takes the time that <paramref name="weight"/> gives it.</summary>
    /// <param name="weight">Time of an operator over all its layers and instances, 0 or more.</param>
    /// <exception cref="ArgumentException">A weight is negative or not a number.</exception>
    public CriticalPath CriticalPath(Func<Operator, double> weight)
    {
        var finish = new Dictionary<string, double>();
        var before = new Dictionary<string, string?>();
        string? last = null;
        foreach (Operator work in TopologicalOrder())
        {
            double own = weight(work);
            if (double.IsNaN(own) || own < 0)
            {
                throw new ArgumentException($"the weight of {work.Name} is {own}", nameof(weight));
            }

            string? slowest = null;
            foreach (SEdge<string> edge in _graph.InEdges(work.Name))
            {
                slowest = slowest is null || finish[edge.Source] > finish[slowest] ? edge.Source : slowest;
            }

            before[work.Name] = slowest;
            finish[work.Name] = own + (slowest is null ? 0 : finish[slowest]);
            last = last is null || finish[work.Name] >= finish[last] ? work.Name : last;
        }

        return new CriticalPath(last is null ? 0 : finish[last], Trace(last, before));
    }

    private List<Operator> Trace(string? last, Dictionary<string, string?> before)
    {
        var chain = new List<Operator>();
        for (string? name = last; name is not null; name = before[name])
        {
            chain.Add(_operators[name]);
        }

        chain.Reverse();
        return chain;
    }
}
