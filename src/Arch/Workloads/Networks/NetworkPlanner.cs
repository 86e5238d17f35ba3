namespace Accel.Arch.Workloads.Networks;

/// <summary>The operators of a network as its layers are read, and what their names stand for.</summary>
/// <remarks>
/// After a layer that is wrong nothing is known of the sizes behind it; layers that read it are not blamed for that.
/// </remarks>
internal sealed class NetworkPlanner
{
    /// <summary>What layers call the image, and within a block the block's input.</summary>
    public const string InputName = "input";

    private readonly List<PlannedOperator> _operators = [];
    private readonly Dictionary<string, Tensor?> _names = new(StringComparer.Ordinal);
    private Dictionary<string, Tensor?>? _blockNames;
    private string _prefix = string.Empty;
    private long _repeat = 1;

    public NetworkPlanner(FeatureMap input)
    {
        Current = new Tensor(input, null);
        _names.Add(InputName, Current);
    }

    public IReadOnlyList<PlannedOperator> Operators => _operators;

    /// <summary>The result of the layer before; null when it is not known.</summary>
    public Tensor? Current { get; private set; }

    /// <summary>The names that a layer may refer to here.</summary>
    public IEnumerable<string> Names =>
        (_blockNames?.Keys ?? Enumerable.Empty<string>()).Concat(_names.Keys).Distinct();

    /// <summary>Whether a layer of this name stands in the same list.</summary>
    public bool Has(string name) => (_blockNames ?? _names).ContainsKey(name);

    /// <summary>What a name stands for, in the block first; false when nothing has it.</summary>
    public bool TryFind(string name, out Tensor? tensor) =>
        (_blockNames is not null && _blockNames.TryGetValue(name, out tensor)) || _names.TryGetValue(name, out tensor);

    public void Keep(string name, Tensor? result)
    {
        Current = result;
        (_blockNames ?? _names)[name] = result;
    }

    /// <summary>Goes on behind a layer of which no size is known.</summary>
    public void Lose(string name) => Keep(name, null);

    /// <summary>Adds an operator under its full name.</summary>
    public string Add(Operator work, IEnumerable<Tensor> inputs)
    {
        Operator named = work with { Name = _prefix + work.Name, Layers = _repeat };
        _operators.Add(new PlannedOperator(
            named, [.. inputs.Select(input => input.Producer).OfType<string>().Distinct()]));
        return named.Name;
    }

    /// <summary>Reads the layers of a block and returns its result.</summary>
    public Tensor? Block(string name, long repeat, Tensor input, Action read)
    {
        (_prefix, _repeat, _blockNames) = ($"{name}.", repeat, new(StringComparer.Ordinal) { [InputName] = input });
        Current = input;
        read();
        (_prefix, _repeat, _blockNames) = (string.Empty, 1, null);
        return Current;
    }
}
