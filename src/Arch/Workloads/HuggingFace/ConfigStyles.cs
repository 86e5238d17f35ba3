namespace Accel.Arch.Workloads.HuggingFace;

/// <summary>The styles of <c>config.json</c> that are known.</summary>
internal static class ConfigStyles
{
    public static readonly ConfigStyle Llama = new()
    {
        Name = "Llama", ModelTypes = ["llama", "mistral", "qwen2", "yi", "phi3", "gemma"],
        KvHeads = "num_key_value_heads", HeadDim = "head_dim", Activation = "silu",
        GatedFeedForward = true, RmsNorm = true, RotaryEmbedding = true,
    };

    /// <summary>BitNet b1.58: a Llama with a norm before each of the two output projections.</summary>
    public static readonly ConfigStyle BitNet = Llama with
    {
        Name = "BitNet", ModelTypes = ["bitnet"], Activation = "relu2", SubNorms = true,
    };

    private static readonly ConfigStyle Opt = new()
    {
        Name = "OPT", ModelTypes = ["opt"],
        FeedForward = "ffn_dim", ActivationKey = "activation_function", Activation = "relu",
        EmbeddingDim = "word_embed_proj_dim", PreNormFlag = "do_layer_norm_before",
    };

    private static readonly ConfigStyle Phi = new()
    {
        Name = "Phi", ModelTypes = ["phi"],
        KvHeads = "num_key_value_heads", RotaryEmbedding = true, NormsPerLayer = 1,
    };

    private static readonly ConfigStyle GptNeoX = new()
    {
        Name = "GPT-NeoX", ModelTypes = ["gpt_neox"],
        ParallelFlag = "use_parallel_residual", RotaryEmbedding = true,
    };

    private static readonly ConfigStyle Gpt2 = new()
    {
        Name = "GPT-2", ModelTypes = ["gpt2"],
        Hidden = "n_embd", Layers = "n_layer", Heads = "n_head", FeedForward = "n_inner", FeedForwardIsOptional = true,
        ActivationKey = "activation_function",
    };

    private static readonly ConfigStyle GptBigCode = Gpt2 with
    {
        Name = "GPT-BigCode", ModelTypes = ["gpt_bigcode"], SingleKvHeadFlag = "multi_query",
    };

    private static readonly ConfigStyle GptJ = Gpt2 with
    {
        Name = "GPT-J", ModelTypes = ["gptj"], RotaryEmbedding = true, NormsPerLayer = 1,
    };

    private static readonly ConfigStyle Bert = new()
    {
        Name = "BERT", ModelTypes = ["bert", "roberta", "xlm-roberta", "camembert"], IsEncoder = true,
    };

    public static readonly IReadOnlyList<ConfigStyle> All =
        [Llama, BitNet, Opt, Phi, GptNeoX, Gpt2, GptBigCode, GptJ, Bert];

    public static IEnumerable<string> ModelTypes => All.SelectMany(style => style.ModelTypes);

    /// <summary>The style of a <c>model_type</c>, or null when none has it.</summary>
    public static ConfigStyle? Find(string modelType) => All.FirstOrDefault(style =>
        style.ModelTypes.Contains(modelType, StringComparer.OrdinalIgnoreCase));
}
