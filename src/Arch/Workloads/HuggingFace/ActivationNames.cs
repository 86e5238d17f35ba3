namespace Accel.Arch.Workloads.HuggingFace;

/// <summary>The names that Hugging Face gives to activation functions, and ours for them.</summary>
internal static class ActivationNames
{
    /// <summary>Approximations of one function cost a vector unit the same, and so share a name.</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["silu"] = "silu",
        ["swish"] = "silu",
        ["gelu"] = "gelu",
        ["gelu_new"] = "gelu",
        ["gelu_fast"] = "gelu",
        ["gelu_python"] = "gelu",
        ["gelu_pytorch_tanh"] = "gelu",
        ["gelu_accurate"] = "gelu",
        ["quick_gelu"] = "gelu",
        ["relu"] = "relu",
        ["relu2"] = "relu2",
    };

    public static IReadOnlyCollection<string> Known => Names.Keys;

    public static string? Find(string name) => Names.GetValueOrDefault(name);
}
