using Accel.Arch.Workloads;

namespace Accel.Tests.Arch.Workloads;

/// <summary>Models whose operators tests count by hand.</summary>
internal static class Models
{
    public static readonly ModelShape Llama27B = new()
    {
        Name = "llama-2-7b", Hidden = 4096, Layers = 32, Heads = 32, KvHeads = 32, HeadDim = 128,
        FeedForward = 11008, GatedFeedForward = true, Vocabulary = 32000,
    };

    /// <summary>Groups of four query heads.</summary>
    public static readonly ModelShape Llama38B = Llama27B with
    {
        Name = "llama-3-8b", KvHeads = 8, FeedForward = 14336, Vocabulary = 128256,
    };

    /// <summary>Attention and feed-forward in parallel, after one layer norm.</summary>
    public static readonly ModelShape Phi2 = new()
    {
        Name = "phi-2", Hidden = 2560, Layers = 32, Heads = 32, KvHeads = 32, HeadDim = 80,
        FeedForward = 10240, GatedFeedForward = false, Vocabulary = 51200,
        RmsNorm = false, NormsPerLayer = 1, Activation = "gelu",
    };

    /// <summary>An encoder with a masked-language-model head.</summary>
    public static readonly ModelShape Bert = new()
    {
        Name = "bert-base", Hidden = 768, Layers = 12, Heads = 12, KvHeads = 12, HeadDim = 64,
        FeedForward = 3072, GatedFeedForward = false, Vocabulary = 30522,
        RmsNorm = false, RotaryEmbedding = false, PostNorm = true, IsDecoder = false, Activation = "gelu",
    };
}
