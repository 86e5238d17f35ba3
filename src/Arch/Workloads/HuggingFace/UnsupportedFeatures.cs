using System.Globalization;
using System.Text.Json;
using Accel.Arch.Diagnostics;

namespace Accel.Arch.Workloads.HuggingFace;

/// <summary>Finds the keys of models whose layers are not those of a plain transformer.</summary>
internal static class UnsupportedFeatures
{
    private static readonly string[] ExpertKeys =
        ["num_local_experts", "num_experts", "n_routed_experts", "moe_num_experts"];

    public static void Report(JsonObject document, ConfigFields fields, DiagnosticBag diagnostics)
    {
        foreach (string key in ExpertKeys)
        {
            if (document[key] is { Kind: JsonTokenType.Number } experts && experts.Text is not ("0" or "1"))
            {
                diagnostics.Error(
                    DiagnosticCodes.Unsupported, experts.Where,
                    $"'{key}' is {experts.Description}: mixtures of experts are not modelled");
            }
        }

        if (document["kv_lora_rank"] is { Kind: JsonTokenType.Number } rank)
        {
            diagnostics.Error(
                DiagnosticCodes.Unsupported, rank.Where, "'kv_lora_rank': latent attention is not modelled");
        }

        if (document["is_encoder_decoder"] is { Kind: JsonTokenType.True } both)
        {
            diagnostics.Error(
                DiagnosticCodes.Unsupported, both.Where, "models of an encoder and a decoder are not modelled");
        }

        if (document["sliding_window"] is { Kind: JsonTokenType.Number } window
            && fields.Flag("use_sliding_window", fallback: true)
            && double.TryParse(window.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double width)
            && width > 0)
        {
            diagnostics.Warning(
                DiagnosticCodes.Unsupported, window.Where,
                $"a sliding window of {window.Description} positions is not modelled",
                "attention counts the whole context");
        }
    }
}
