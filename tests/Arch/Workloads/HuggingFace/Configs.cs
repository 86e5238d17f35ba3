namespace Accel.Tests.Arch.Workloads.HuggingFace;

/// <summary>One config.json of each style, with the dimensions of the public model it is named after.</summary>
internal static class Configs
{
    public const string Llama38B = """
        {
          "architectures": ["LlamaForCausalLM"],
          "hidden_act": "silu",
          "hidden_size": 4096,
          "intermediate_size": 14336,
          "model_type": "llama",
          "num_attention_heads": 32,
          "num_hidden_layers": 32,
          "num_key_value_heads": 8,
          "rope_scaling": null,
          "vocab_size": 128256
        }
        """;

    public const string Qwen205B = """
        {
          "architectures": ["Qwen2ForCausalLM"], "hidden_act": "silu", "hidden_size": 896, "intermediate_size": 4864,
          "model_type": "qwen2", "num_attention_heads": 14, "num_hidden_layers": 24, "num_key_value_heads": 2,
          "sliding_window": 32768, "use_sliding_window": false, "tie_word_embeddings": true, "vocab_size": 151936
        }
        """;

    public const string Mistral7B = """
        {
          "architectures": ["MistralForCausalLM"], "hidden_act": "silu", "hidden_size": 4096,
          "intermediate_size": 14336, "model_type": "mistral", "num_attention_heads": 32, "num_hidden_layers": 32,
          "num_key_value_heads": 8,
          "sliding_window": 4096, "vocab_size": 32000
        }
        """;

    public const string Gemma7B = """
        {
          "architectures": ["GemmaForCausalLM"], "head_dim": 256, "hidden_act": "gelu_pytorch_tanh",
          "hidden_size": 3072, "intermediate_size": 24576, "model_type": "gemma", "num_attention_heads": 16,
          "num_hidden_layers": 28, "num_key_value_heads": 16, "vocab_size": 256000
        }
        """;

    public const string BitNet2B = """
        {
          "architectures": ["BitNetForCausalLM"], "hidden_act": "relu2", "hidden_size": 2560,
          "intermediate_size": 6912, "model_type": "bitnet", "num_attention_heads": 20, "num_hidden_layers": 30,
          "num_key_value_heads": 5, "vocab_size": 128256
        }
        """;

    public const string BitNet3B = """
        {
          "architectures": ["BitnetForCausalLM"], "hidden_act": "silu", "hidden_size": 3200,
          "intermediate_size": 8640, "model_type": "llama", "num_attention_heads": 32, "num_hidden_layers": 26,
          "num_key_value_heads": 32, "vocab_size": 32002
        }
        """;

    public const string Opt350M = """
        {
          "activation_function": "relu", "architectures": ["OPTForCausalLM"], "do_layer_norm_before": false,
          "ffn_dim": 4096, "hidden_size": 1024, "model_type": "opt", "num_attention_heads": 16,
          "num_hidden_layers": 24, "vocab_size": 50272, "word_embed_proj_dim": 512
        }
        """;

    public const string Phi2 = """
        {
          "architectures": ["PhiForCausalLM"], "hidden_act": "gelu_new", "hidden_size": 2560,
          "intermediate_size": 10240, "model_type": "phi", "num_attention_heads": 32, "num_hidden_layers": 32,
          "num_key_value_heads": null, "partial_rotary_factor": 0.4, "vocab_size": 51200
        }
        """;

    public const string Gpt2 = """
        {
          "activation_function": "gelu_new", "architectures": ["GPT2LMHeadModel"], "model_type": "gpt2",
          "n_embd": 768, "n_head": 12, "n_inner": null, "n_layer": 12, "vocab_size": 50257
        }
        """;

    public const string StarCoder = """
        {
          "activation_function": "gelu", "architectures": ["GPTBigCodeForCausalLM"], "model_type": "gpt_bigcode",
          "multi_query": true, "n_embd": 6144, "n_head": 48, "n_inner": 24576, "n_layer": 40, "vocab_size": 49152
        }
        """;

    public const string GptNeoX20B = """
        {
          "architectures": ["GPTNeoXForCausalLM"], "hidden_act": "gelu_fast", "hidden_size": 6144,
          "intermediate_size": 24576, "model_type": "gpt_neox", "num_attention_heads": 64, "num_hidden_layers": 44,
          "rotary_pct": 0.25, "vocab_size": 50432
        }
        """;

    public const string BertBase = """
        {
          "architectures": ["BertForMaskedLM"], "hidden_act": "gelu", "hidden_size": 768, "intermediate_size": 3072,
          "model_type": "bert", "num_attention_heads": 12, "num_hidden_layers": 12, "vocab_size": 30522
        }
        """;

    public static readonly string[] All =
    [
        Llama38B, Qwen205B, Mistral7B, Gemma7B, BitNet2B, BitNet3B,
        Opt350M, Phi2, Gpt2, StarCoder, GptNeoX20B, BertBase,
    ];
}
