namespace Accel.Arch.Workloads;

/// <summary>Writes down the operators of one step and what each reads: embedding, one layer, tail.</summary>
/// <remarks>A method adds operators after those they read and returns the name of the one with the result.</remarks>
internal sealed class OperatorPlanner(
    ModelShape model, Phase phase, long batch, LogitsRule logits, AttentionPattern attention)
{
    private readonly List<PlannedOperator> _plan = [];
    private readonly long _rows = phase.Tokens * batch;
    private readonly long _limit = attention.LimitIn(phase.Kind);
    private readonly long _positions = Math.Min(phase.Context, attention.LimitIn(phase.Kind));
    private readonly double _density = phase.Kind == PhaseKind.Prefill ? attention.Density ?? 1 : 1;
    private readonly long _block = phase.Kind == PhaseKind.Prefill ? attention.Block ?? 0 : 0;
    private readonly long _embeddingDim = model.EmbeddingDim == 0 ? model.Hidden : model.EmbeddingDim;

    public IReadOnlyList<PlannedOperator> Plan()
    {
        Tail(Layer(Embedding()));
        return _plan;
    }

    private string Embedding()
    {
        string stream = Vector("embed_tokens", OperatorRole.Embedding, 1, _rows, _embeddingDim, 1, []);
        if (_embeddingDim != model.Hidden)
        {
            stream = Linear("project_in", 1, _embeddingDim, model.Hidden, stream);
        }

        return model.PostNorm && !model.IsDecoder ? Norm("embeddings.norm", 1, _rows, model.Hidden, stream) : stream;
    }

    private string Layer(string input)
    {
        string normed = model.PostNorm ? input : LayerNorm("input_layernorm", input);
        string attended = Residual("attention.residual", input, Attention(normed));
        if (model.ParallelBlock)
        {
            string second = model.NormsPerLayer == 1 ? normed : LayerNorm("post_attention_layernorm", input);
            return Residual("mlp.residual", attended, FeedForward(second));
        }

        string middle = LayerNorm("post_attention_layernorm", attended);
        string result = Residual("mlp.residual", model.PostNorm ? middle : attended, FeedForward(middle));
        return model.PostNorm ? LayerNorm("output_layernorm", result) : result;
    }

    private string Attention(string input)
    {
        string query = Linear("q_proj", model.Layers, model.Hidden, model.Heads * model.HeadDim, input);
        string key = Linear("k_proj", model.Layers, model.Hidden, model.KvHeads * model.HeadDim, input);
        string value = Linear("v_proj", model.Layers, model.Hidden, model.KvHeads * model.HeadDim, input);
        string[] rotated = [query, key];
        if (model.RotaryEmbedding)
        {
            long heads = _rows * (model.Heads + model.KvHeads);
            rotated =
                [Vector("rotary_emb", OperatorRole.RotaryEmbedding, model.Layers, heads, model.HeadDim, 1, rotated)];
        }

        string scores = Add(
            new GemmOperator
            {
                Name = "attention.qk", Role = OperatorRole.AttentionScores, Layers = model.Layers,
                Instances = model.KvHeads * batch, ContextAxis = ContextAxis.N,
                M = phase.Tokens * model.QueryGroup, K = model.HeadDim, N = _positions, ContextLimit = _limit,
                BlockDensity = _density, MaskBlock = _block,
            },
            rotated);
        string softmax = Add(
            new VectorOperator
            {
                Name = "attention.softmax", Role = OperatorRole.Softmax, Layers = model.Layers,
                ContextAxis = ContextAxis.N, Rows = _rows * model.Heads, Width = _positions, Passes = 3,
                ContextLimit = _limit,
            },
            scores);
        string values = Add(
            new GemmOperator
            {
                Name = "attention.av", Role = OperatorRole.AttentionValues, Layers = model.Layers,
                Instances = model.KvHeads * batch, ContextAxis = ContextAxis.K,
                M = phase.Tokens * model.QueryGroup, K = _positions, N = model.HeadDim, ContextLimit = _limit,
                BlockDensity = _density, MaskBlock = _block,
            },
            softmax, value);
        long width = model.Heads * model.HeadDim;
        string joined = model.SubNorms ? Norm("attn_sub_norm", model.Layers, _rows, width, values) : values;
        return Linear("o_proj", model.Layers, width, model.Hidden, joined);
    }

    private string FeedForward(string input)
    {
        string[] widened = model.GatedFeedForward
            ? [
                Linear("gate_proj", model.Layers, model.Hidden, model.FeedForward, input),
                Linear("up_proj", model.Layers, model.Hidden, model.FeedForward, input),
            ]
            : [Linear("fc1", model.Layers, model.Hidden, model.FeedForward, input)];
        string active = Vector(
            "act_fn", OperatorRole.ActivationFunction, model.Layers, _rows, model.FeedForward, 1, widened);
        active = model.SubNorms ? Norm("ffn_sub_norm", model.Layers, _rows, model.FeedForward, active) : active;
        return Linear(
            model.GatedFeedForward ? "down_proj" : "fc2", model.Layers, model.FeedForward, model.Hidden, active);
    }

    private void Tail(string stream)
    {
        bool lastOnly = model.IsDecoder && logits == LogitsRule.Last;
        long rows = lastOnly ? batch : _rows;
        if (!model.PostNorm)
        {
            stream = Norm("norm", 1, _rows, model.Hidden, stream);
        }

        if (_embeddingDim != model.Hidden)
        {
            stream = Linear("project_out", 1, model.Hidden, _embeddingDim, stream);
        }

        if (!model.HasLanguageModelHead)
        {
            return;
        }

        if (!model.IsDecoder)
        {
            // The head of BERT and its kin transforms each token once more before it scores the vocabulary.
            stream = Linear("lm_head.dense", 1, _embeddingDim, _embeddingDim, stream);
            stream = Vector("lm_head.act_fn", OperatorRole.ActivationFunction, 1, rows, _embeddingDim, 1, [stream]);
            stream = Norm("lm_head.norm", 1, rows, _embeddingDim, stream);
        }

        Add(
            new GemmOperator
            {
                Name = "lm_head", Role = OperatorRole.LanguageModelHead, Layers = 1,
                M = rows, K = _embeddingDim, N = model.Vocabulary,
            },
            stream);
    }

    private string LayerNorm(string name, string input) => Norm(name, model.Layers, _rows, model.Hidden, input);

    private string Norm(string name, long layers, long rows, long width, string input) =>
        Vector(name, OperatorRole.Normalization, layers, rows, width, model.RmsNorm ? 2 : 3, [input]);

    private string Residual(string name, string stream, string branch) =>
        Vector(name, OperatorRole.Residual, model.Layers, _rows, model.Hidden, 1, [stream, branch]);

    private string Linear(string name, long layers, long inputs, long outputs, string input) => Add(
        new GemmOperator
        {
            Name = name, Role = OperatorRole.Linear, Layers = layers, M = _rows, K = inputs, N = outputs,
        },
        input);

    private string Vector(
        string name, OperatorRole role, long layers, long rows, long width, int passes, string[] inputs)
    {
        // Two tensors of one size meet in a residual and in a gate; rotary embedding goes over queries, then keys.
        bool joins = inputs.Length == 2 && role != OperatorRole.RotaryEmbedding;
        return Add(
            new VectorOperator
            {
                Name = name, Role = role, Layers = layers, Rows = rows, Width = width, Passes = passes,
                Operands = joins ? 2 : 1,
            },
            inputs);
    }

    private string Add(Operator work, params string[] inputs)
    {
        _plan.Add(new PlannedOperator(work, inputs));
        return work.Name;
    }
}
