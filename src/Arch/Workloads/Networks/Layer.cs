using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>A layer as its file describes it; one record for each kind.</summary>
internal abstract record Layer
{
    /// <summary>The layer's own name, which others refer to.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The layer whose result is read; the one before when null.</summary>
    public string? From { get; init; }

    /// <summary>Adds the layer's operators to a plan.</summary>
    /// <returns>The result, or null when something is wrong, which has been reported.</returns>
    public abstract Tensor? Lower(LayerScope scope);

    /// <summary>A schema whose first key is the kind of the layer and names it.</summary>
    protected static Schema<T> NamedSchema<T>(string kind, string what, T blank)
        where T : Layer => new Schema<T>(() => blank)
            .Value(kind, what, LayerNameKind.Instance, (layer, value) => (T)((Layer)layer with { Name = value }),
                isRequired: true);

    /// <summary>The same for a layer with one input.</summary>
    protected static Schema<T> SchemaOf<T>(string kind, string what, T blank)
        where T : Layer => NamedSchema(kind, what, blank)
            .Value("from", "The layer whose result this one reads; the one before when left out.", Kinds.Text,
                (layer, value) => (T)((Layer)layer with { From = value }));
}
