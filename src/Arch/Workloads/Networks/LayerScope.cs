using Accel.Arch.Diagnostics;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>What a layer needs to be lowered: its inputs, the plan to add to, and a place for complaints.</summary>
internal sealed class LayerScope(NetworkPlanner planner, Layer layer, MapNode map, string path, BindContext context)
{
    public NetworkPlanner Planner => planner;

    public BindContext Context => context;

    /// <summary>The path of a key, for messages.</summary>
    public string PathOf(string key) => $"{path}.{key}";

    /// <summary>Whether the layer's name is free.</summary>
    public bool Claim(string key)
    {
        if (!planner.Has(layer.Name))
        {
            return true;
        }

        Fail(DiagnosticCodes.DuplicateKey, key, layer.Name == NetworkPlanner.InputName
            ? $"the name '{layer.Name}' is that of the layers' input"
            : $"there is a layer '{layer.Name}' already");
        return false;
    }

    /// <summary>What the layer reads by default; null when it is unknown or nothing has the name.</summary>
    public Tensor? Input() => layer.From is null ? planner.Current : Find("from", layer.From);

    /// <summary>What a name stands for; null, and a diagnostic, when nothing has it.</summary>
    public Tensor? Find(string key, string name)
    {
        if (planner.TryFind(name, out Tensor? tensor))
        {
            return tensor;
        }

        context.Diagnostics.Error(DiagnosticCodes.UnknownName, Where(key),
            $"{PathOf(key)}: no layer before this one is called '{name}'",
            NearestName.Hint(name, [.. planner.Names.Where(known => known.Length > 0)]));
        return null;
    }

    /// <summary>Reports that the values do not go together; always null.</summary>
    public Tensor? Fail(string key, string message) => Fail(DiagnosticCodes.Inconsistent, key, message);

    /// <summary>Adds a matrix product with its activation function.</summary>
    public Tensor Gemm(GemmOperator gemm, FeatureMap result, ActivationFunction activation, params Tensor[] inputs) =>
        Activate(new Tensor(result, planner.Add(gemm, inputs)), activation);

    /// <summary>Adds a pass of the vector unit over a result.</summary>
    public Tensor Vector(VectorOperator vector, FeatureMap result, params Tensor[] inputs) =>
        new(result, planner.Add(vector, inputs));

    /// <summary>Adds the activation function, if there is one, as a pass of its own.</summary>
    public Tensor Activate(Tensor result, ActivationFunction activation) => activation == ActivationFunction.None
        ? result
        : Vector(
            new VectorOperator
            {
                Name = $"{layer.Name}.{ActivationFunctions.NameOf(activation)}", Role = OperatorRole.ActivationFunction,
                Layers = 1, Rows = result.Map.Positions, Width = result.Map.Channels, Passes = 1,
            },
            result.Map, result);

    private Tensor? Fail(string code, string key, string message)
    {
        context.Diagnostics.Error(code, Where(key), $"{PathOf(key)}: {message}");
        return null;
    }

    private SourceLocation Where(string key) => (map[key] ?? map).Where;
}
