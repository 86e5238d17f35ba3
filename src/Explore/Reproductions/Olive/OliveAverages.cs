using Accel.Explore.Reproductions.Ant;

namespace Accel.Explore.Reproductions.Olive;

/// <summary>The averages of OliVe's evaluation: how much faster it is, and how much less energy it takes.</summary>
/// <remarks>
/// OliVe's simulator was not published, and of its figures only averages are at hand. Nothing here is fitted to them:
/// arrays run by the rules of ANT's simulator, the GPU is a roofline, and where the two come out different the row says
/// what the model cannot give.
/// </remarks>
internal sealed class OliveAverages(ReproductionInputs inputs) : IReproduction
{
    private const string Gpu = "GPU (RTX 2080 Ti model)";

    private const string Systolic = "systolic array";

    private const string OfInt8 =
        "peak rate and bytes are both twice as good in 4 bits, so that no roofline gives more than 2; where the paper "
        + "has more, 8-bit kernels must run further below their peak than 4-bit ones on its simulator of a GPU, and by "
        + "how much is not published";

    private const string OfPower = "; energy follows time here by assumption";

    /// <inheritdoc/>
    public string Name => "olive";

    /// <inheritdoc/>
    public string Source =>
        "OliVe (ISCA 2023), averages over six models: abstract (GOBO), public notes on the paper (the others); linear "
        + "layers only";

    /// <inheritdoc/>
    public IReadOnlyList<string> Assumptions { get; } =
    [
        "BERT and BART run 64 sentences of 128 tokens, as in ANT's lists; GPT2-XL one text of 1024 tokens, BLOOM and "
            + "OPT one of 2048; attention products and the language-model head are left out, as OliVe does not "
            + "quantize the head and ANT's simulator does not time attention",
        "averages are geometric means over the models; the paper's kind of mean is not known",
        "arrays have equal PE area by ANT's count: OliVe and ANT 64 x 64 PEs of 4 bits (32 x 32 of 8), OLAccel 16 x 18 "
            + "and AdaFloat 32 x 28 of 8; OliVe's decoders (2 % of its array) cost nothing",
        "arrays run by schedule ant-2022, at 500 MHz with 64 GB/s, and every PE takes ANT's power; the energy is what "
            + "that simulator reports: DRAM, buffers, array, background of DRAM",
        "OliVe runs all layers in 4 bits; ANT all in int8, for it must be retrained to run in 4 (in 4 bits throughout "
            + "it would equal OliVe); OLAccel all in 4 bits with no cost of outliers, as ANT's lists have it for "
            + "transformers; AdaFloat all in 8",
        "the GPU is a roofline of an RTX 2080 Ti; GOBO computes in FP16 and saves weight traffic only; its power is "
            + "the same for all formats, so that energy falls as time does",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ReproductionRow> Rows()
    {
        IReadOnlyList<OliveModel> models = OliveModel.All();
        List<ReproductionRow> rows = [];
        AddGpu(rows, models, "GOBO", OliveGpu.Gobo,
            "arithmetic and activations in FP16 take four times what they take in 4 bits: more no roofline gives");
        AddGpu(rows, models, "int8 tensor core", OliveGpu.Int8, OfInt8);
        AddGpu(rows, models, "ANT", OliveGpu.Int8, OfInt8);
        AddArray(rows, models, "AdaFloat", AntAccelerator.AdaFloat, 8,
            "896 PEs of 8 bits against 4096 of 4 make 4.57, edges of the arrays the rest; the paper's array is not "
            + "published");
        AddArray(rows, models, "OLAccel", AntAccelerator.OlAccel, 4,
            "1152 PEs of 4 bits against 4096 make 3.56, edges of the arrays the rest; outliers, which OLAccel "
            + "multiplies aside, cost nothing here, and which layers the paper runs in 8 bits is not published");
        AddArray(rows, models, "ANT", AntAccelerator.Ant, 8,
            "with all layers of ANT in int8 this is the most that ANT's rules give, 4; the paper's 3.7 leaves room for "
            + "some in 4 bits, and which they are is not published");
        return rows;
    }

    private static void AddGpu(
        List<ReproductionRow> rows, IReadOnlyList<OliveModel> models, string versus, OliveGpu other, string note)
    {
        double[] speedups = [.. models.Select(model => other.Seconds(model) / OliveGpu.Olive.Seconds(model))];
        Add(rows, models, Gpu, "speedup", versus, speedups, note);
        Add(rows, models, Gpu, "energy_reduction", versus, speedups, note + OfPower);
    }

    private void AddArray(
        List<ReproductionRow> rows, IReadOnlyList<OliveModel> models, string versus, AntAccelerator other, int bits,
        string note)
    {
        AntResult[] olive = [.. models.Select(model => Run(AntAccelerator.Ant, model, 4))];
        AntResult[] others = [.. models.Select(model => Run(other, model, bits))];
        Add(rows, models, Systolic, "speedup", versus,
            [.. others.Zip(olive, (theirs, ours) => (double)theirs.Cycles / ours.Cycles)], note);
        Add(rows, models, Systolic, "energy_reduction", versus,
            [.. others.Zip(olive, (theirs, ours) => theirs.Energy.Total / ours.Energy.Total)], note);
    }

    private AntResult Run(AntAccelerator accelerator, OliveModel model, int bits) =>
        AntResult.Run(accelerator, inputs.Prices.Technology, model.In(bits));

    /// <summary>The mean, which the paper has, and the models that it is made of.</summary>
    private static void Add(
        List<ReproductionRow> rows, IReadOnlyList<OliveModel> models, string platform, string metric, string versus,
        double[] values, string note)
    {
        ReferenceTable published = ReferenceTable.Load("olive_paper_results.csv");
        int row = published.Find(("platform", platform), ("metric", metric), ("versus", versus));
        string name = $"{platform}/{versus}";
        double mean = Math.Exp(values.Average(Math.Log));
        rows.Add(Row("geometric-mean", published.Number(row, "value"), mean) with { Note = note });
        for (int i = 0; i < models.Count; i++)
        {
            rows.Add(Row(models[i].Name, null, values[i]));
        }

        ReproductionRow Row(string model, double? reported, double modelled) => new(
            $"{name}/{model}", metric, "ratio", reported, modelled, ReproductionKind.Predicted);
    }
}
