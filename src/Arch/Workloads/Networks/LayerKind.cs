using System.Text.Json;
using Accel.Arch.Yaml;

namespace Accel.Arch.Workloads.Networks;

/// <summary>A kind of layer: the key that tells it, and its reader.</summary>
internal abstract class LayerKind(string key)
{
    /// <summary>
    /// What every network may hold, outside and inside of blocks. A new kind of layer adds one line here.
    /// </summary>
    public static readonly IReadOnlyList<LayerKind> Single =
    [
        new Of<ConvolutionLayer>(ConvolutionLayer.Key, ConvolutionLayer.Schema),
        new Of<LinearLayer>(LinearLayer.Key, LinearLayer.Schema),
        new Of<PoolLayer>(PoolLayer.Key, PoolLayer.Schema),
        new Of<NormLayer>(NormLayer.Key, NormLayer.Schema),
        new Of<ResidualLayer>(ResidualLayer.Key, ResidualLayer.Schema),
        new Of<TokensLayer>(TokensLayer.Key, TokensLayer.Schema),
        new Of<AttentionLayer>(AttentionLayer.Key, AttentionLayer.Schema),
    ];

    /// <summary>The same and blocks, which hold no blocks themselves.</summary>
    public static readonly IReadOnlyList<LayerKind> All =
        [.. Single, new Of<BlockLayer>(BlockLayer.Key, BlockLayer.Schema)];

    public string Key => key;

    public abstract Layer Read(MapNode map, string path, BindContext context);

    public abstract void WriteSchema(Utf8JsonWriter writer);

    private sealed class Of<T>(string key, Schema<T> schema) : LayerKind(key)
        where T : Layer
    {
        public override Layer Read(MapNode map, string path, BindContext context) =>
            schema.Read(schema.Blank(), map, path, context);

        public override void WriteSchema(Utf8JsonWriter writer) => schema.WriteSchema(writer);
    }
}
