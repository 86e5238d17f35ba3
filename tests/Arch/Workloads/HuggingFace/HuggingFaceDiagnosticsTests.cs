using System.Text;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Arch.Workloads.HuggingFace;

namespace Accel.Tests.Arch.Workloads.HuggingFace;

public class HuggingFaceDiagnosticsTests
{
    private const string Limits = "131072";

    [TestCase("\"hidden_size\": 4096", "\"hidden_size\": \"4096\"",
        "c.json:4:3: error ACC007: 'hidden_size' must be a whole number, got \"4096\"")]
    [TestCase("\"hidden_size\": 4096", "\"hidden_size\": 4096.5",
        "c.json:4:3: error ACC007: 'hidden_size' must be a whole number, got 4096.5")]
    [TestCase("\"hidden_size\": 4096", "\"hidden_size\": -4096",
        "c.json:4:3: error ACC010: 'hidden_size' must be 1 to " + Limits + ", got -4096")]
    [TestCase("\"hidden_size\": 4096", "\"hidden_size\": 99999999999999999999999999",
        "c.json:4:3: error ACC010: 'hidden_size' must be 1 to " + Limits + ", got 99999999999999999999999999")]
    [TestCase("\"num_hidden_layers\": 32", "\"num_hidden_layers\": 0",
        "c.json:8:3: error ACC010: 'num_hidden_layers' must be 1 to 4096, got 0")]
    [TestCase("\"num_hidden_layers\": 32", "\"num_hidden_layers\": [32]",
        "c.json:8:3: error ACC007: 'num_hidden_layers' must be a whole number, got a list")]
    [TestCase("\"num_key_value_heads\": 8", "\"num_key_value_heads\": 5",
        "c.json:9:3: error ACC012: 'num_key_value_heads' (5) must divide 'num_attention_heads' (32)")]
    [TestCase("\"num_attention_heads\": 32", "\"num_attention_heads\": 24",
        "c.json:7:3: error ACC012: 'num_attention_heads' (24) must divide 'hidden_size' (4096) (or give 'head_dim')")]
    [TestCase("\"hidden_act\": \"silu\"", "\"hidden_act\": \"silo\"",
        "c.json:3:3: error ACC009: 'hidden_act': no activation function 'silo' (did you mean 'silu'?)")]
    [TestCase("\"hidden_act\": \"silu\"", "\"hidden_act\": 3",
        "c.json:3:3: error ACC007: 'hidden_act' must be a string, got 3")]
    [TestCase("\"hidden_size\": 4096", "\"hiden_size\": 4096",
        "c.json:1:1: error ACC006: 'hidden_size' is missing (did you mean it by 'hiden_size'?)")]
    [TestCase("\"vocab_size\": 128256", "\"vocab_size\": null",
        "c.json:1:1: error ACC006: 'vocab_size' is missing")]
    [TestCase("\"rope_scaling\": null", "\"vocab_size\": 5",
        "c.json:11:3: error ACC004: 'vocab_size' stands here a second time (first at c.json:10:3)")]
    [TestCase("\"rope_scaling\": null", "\"num_local_experts\": 8",
        "c.json:10:3: error ACC013: 'num_local_experts' is 8: mixtures of experts are not modelled")]
    [TestCase("\"rope_scaling\": null", "\"kv_lora_rank\": 512",
        "c.json:10:3: error ACC013: 'kv_lora_rank': latent attention is not modelled")]
    [TestCase("\"rope_scaling\": null", "\"is_encoder_decoder\": true",
        "c.json:10:3: error ACC013: models of an encoder and a decoder are not modelled")]
    public void Read_OneMistake_IsTheOneDiagnostic(string good, string bad, string diagnostic)
    {
        string text = Configs.Llama38B.Replace(good, bad, StringComparison.Ordinal);
        Assert.That(text, Does.Contain(bad));
        (ModelShape? model, string[] lines) = Read(text);
        Assert.That(lines, Is.EqualTo(new[] { diagnostic }));
        Assert.That(model, Is.Null);
    }

    [Test]
    public void Read_ManyMistakes_AreAllReported()
    {
        (_, string[] lines) = Read("""
            {
              "model_type": "opt", "hidden_size": true, "ffn_dim": 0,
              "num_attention_heads": 16, "do_layer_norm_before": "yes", "activation_function": "rely",
              "num_attention_heads": 17
            }
            """);
        Assert.That(lines.Select(line => line.Split(' ')[2]), Is.EquivalentTo(
            new[] { "ACC004:", "ACC006:", "ACC006:", "ACC007:", "ACC007:", "ACC009:", "ACC010:" }));
    }

    [TestCase("", "c.json:1:1: error ACC018: not valid JSON")]
    [TestCase("[1, 2]", "c.json:1:1: error ACC018: a config.json is one JSON object")]
    [TestCase("\n 12", "c.json:2:2: error ACC018: a config.json is one JSON object")]
    [TestCase("{\n  \"a\": \"\u00e9\u00e9\", b", "c.json:2:14: error ACC018: not valid JSON")]
    [TestCase("{} {}", "c.json:1:4: error ACC018: not valid JSON")]
    [TestCase("{\"a\": \"\\ud800\"}", "c.json:1:1: error ACC018: not valid JSON")]
    public void Read_NotAnObject_IsRefusedAtItsPlace(string text, string start)
    {
        (ModelShape? model, string[] lines) = Read(text);
        Assert.That(lines.Single(), Does.StartWith(start));
        Assert.That(model, Is.Null);
    }

    [Test]
    public void Read_EveryTruncation_IsRefused()
    {
        for (int length = 0; length < Configs.Llama38B.Length; length++)
        {
            (ModelShape? model, string[] lines) = Read(Configs.Llama38B[..length]);
            Assert.That(model, Is.Null);
            Assert.That(lines.Single(), Does.Contain(" error ACC018: not valid JSON"));
        }
    }

    [Test]
    public void Read_InvalidUtf8_IsRefused()
    {
        var diagnostics = new DiagnosticBag();
        Assert.That(HuggingFaceConfig.Read([(byte)'{', 0xFF, (byte)'}'], "c.json", diagnostics), Is.Null);
        Assert.That(
            diagnostics.Items.Single().ToString(), Is.EqualTo("c.json: error ACC018: the file is not UTF-8 text"));
    }

    [TestCase(64, true)]
    [TestCase(65, false)]
    public void Read_NestedObjects_AreLimitedInDepth(int depth, bool accepted)
    {
        string nested = new string('[', depth - 1) + new string(']', depth - 1);
        (ModelShape? model, string[] lines) = Read(
            Configs.Llama38B.Replace("\"rope_scaling\": null", $"\"extra\": {nested}", StringComparison.Ordinal));
        Assert.That(model is not null, Is.EqualTo(accepted));
        Assert.That(lines, accepted ? Is.Empty : Has.All.Contains("error ACC003: nested more than 64 levels deep"));
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void Read_Size_IsLimited(int excess, bool accepted)
    {
        string text = Configs.Llama38B.PadRight(HuggingFaceConfig.SizeLimit + excess);
        (ModelShape? model, string[] lines) = Read(text);
        Assert.That(model is not null, Is.EqualTo(accepted));
        Assert.That(lines, accepted ? Is.Empty : Has.All.Contains("c.json: error ACC003: "));
    }

    [Test]
    public void Read_UnknownTypeWithLlamaKeys_IsReadWithAWarning()
    {
        (ModelShape? model, string[] lines) =
            Read(Configs.Llama38B.Replace("\"llama\"", "\"qwen3\"", StringComparison.Ordinal));
        Assert.That(model?.KvHeads, Is.EqualTo(8));
        Assert.That(
            lines.Single(), Does.StartWith("c.json:6:3: warning ACC009: model_type 'qwen3' is not known; read like"));
        Assert.That(lines.Single(), Does.EndWith("(did you mean 'qwen2'?)"));
    }

    [Test]
    public void Read_UnknownType_SaysWhichKeysItNeeds()
    {
        (ModelShape? model, string[] lines) = Read("""{ "model_type": "mamba", "d_model": 2560, "n_layer": 64 }""");
        Assert.That(model, Is.Null);
        Assert.That(lines.Single(), Does.StartWith("c.json:1:3: error ACC009: model_type 'mamba' is not known"));
        Assert.That(lines.Single(), Does.Contain(
            "needed: hidden_size, num_hidden_layers, num_attention_heads, intermediate_size, vocab_size; known types: "
            + "llama, mistral"));
    }

    [Test]
    public void Read_NestedLanguageModel_SaysWhereItStands()
    {
        (_, string[] lines) = Read("""{ "model_type": "llava", "text_config": { "model_type": "llama" } }""");
        Assert.That(lines.Single(), Does.Contain("save the object 'text_config'"));
    }

    [Test]
    public void Read_SlidingWindow_IsAWarning()
    {
        (ModelShape? model, string[] lines) = Read(Configs.Mistral7B);
        Assert.That(model?.KvHeads, Is.EqualTo(8));
        Assert.That(lines.Single(), Does.StartWith("c.json:5:3: warning ACC013: a sliding window of 4096 positions"));
    }

    [Test]
    public void Read_AllDimensionsHuge_ReportsTheWeights()
    {
        (ModelShape? model, string[] lines) = Read("""
            {
              "model_type": "llama", "hidden_size": 131072, "num_hidden_layers": 4096, "num_attention_heads": 2048,
              "intermediate_size": 1048576, "vocab_size": 16777216
            }
            """);
        Assert.That(model, Is.Null);
        Assert.That(lines.Single(), Does.StartWith("c.json:1:1: error ACC012: the linear layers have"));
    }

    /// <summary>A changed file reads as a model or gives an error; whatever reads can be expanded.</summary>
    [Test]
    public void Read_MutatedConfigs_NeverThrow()
    {
        var random = new Random(20250301);
        int refused = 0;
        for (int i = 0; i < 3000; i++)
        {
            byte[] text = Mutate(Encoding.UTF8.GetBytes(Configs.All[i % Configs.All.Length]), random);
            var diagnostics = new DiagnosticBag();
            ModelShape? model = HuggingFaceConfig.Read(text, "c.json", diagnostics);
            Assert.That(model is null, Is.EqualTo(diagnostics.HasErrors), Encoding.UTF8.GetString(text));
            Assert.That(diagnostics.Items.Select(item => item.ToString()), Has.All.Not.Contains("\n"));
            refused += model is null ? 1 : 0;
            if (model is not null)
            {
                Assert.That(WorkloadOperators.Expand(model, Phase.Prefill(7), 3, LogitsRule.All), Is.Not.Empty);
            }
        }

        Assert.That(refused, Is.InRange(1000, 2900));
    }

    private static byte[] Mutate(byte[] text, Random random)
    {
        const string Pieces = "0-9.eE\"{}[]:,\\ntu\u00e9 ";
        List<byte> bytes = [.. text];
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            int at = random.Next(bytes.Count);
            byte other = (byte)Pieces[random.Next(Pieces.Length)];
            switch (random.Next(6))
            {
                case 0:
                    bytes.RemoveAt(at);
                    break;
                case 1:
                    bytes.Insert(at, other);
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    int digit = bytes.FindIndex(at, value => value is >= (byte)'0' and <= (byte)'9');
                    bytes[digit < 0 ? at : digit] = (byte)"0123456789-.e"[random.Next(13)];
                    break;
                case 4:
                    int length = Math.Min(random.Next(40), bytes.Count - at);
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                default:
                    int comma = bytes.IndexOf((byte)',', at);
                    int next = comma < 0 ? -1 : bytes.IndexOf((byte)',', comma + 1);
                    bytes.RemoveRange(Math.Max(comma, 0), Math.Max(next - comma, 0));
                    break;
            }
        }

        return [.. bytes];
    }

    private static (ModelShape? Model, string[] Lines) Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        ModelShape? model = HuggingFaceConfig.Read(text, "c.json", diagnostics);
        return (model, [.. diagnostics.Items.Select(item => item.ToString())]);
    }
}
