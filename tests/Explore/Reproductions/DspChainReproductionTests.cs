using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Workloads;
using Accel.Explore.Reproductions;
using Accel.Sim.Schedules;
using Accel.Tests.Conformance;
using Accel.Tests.Support;

namespace Accel.Tests.Explore.Reproductions;

[TestFixture(Category = "published")]
public class DspChainReproductionTests
{
    private static readonly ReproductionInputs Inputs = new(Shipped.Technology, Shipped.Models, [])
    {
        Devices = Shipped.Devices,
    };

    private static readonly IReadOnlyList<ReproductionRow> Flightllm = Rows("flightllm");

    private static readonly IReadOnlyList<ReproductionRow> Accllm = Rows("accllm");

    [Test]
    public void Rows_OfTheBoard_ArePredictedWithinFivePerCent()
    {
        ReproductionRow[] board = [.. Flightllm
            .Where(row => row.Case.StartsWith("u280/board", StringComparison.Ordinal))];
        Assert.Multiple(() =>
        {
            Assert.That(board, Has.Length.EqualTo(4));
            Assert.That(board.Select(row => row.Kind), Has.All.EqualTo(ReproductionKind.Predicted));
            Assert.That(board.Select(row => Math.Abs(row.RelativeError!.Value)), Has.All.LessThan(0.05));
        });
    }

    [Test]
    public void Rows_OfTheOtherBoardsProfile_ArePredictedWithinFivePerCent()
    {
        ReproductionRow[] profile =
        [
            .. Flightllm.Where(row => row.Case.StartsWith("vhk158/", StringComparison.Ordinal)
                && row.Quantity is "decode_ms" or "prefill_ms" or "decode_tokens_per_s"),
        ];
        Assert.Multiple(() =>
        {
            Assert.That(profile, Has.Length.GreaterThan(16));
            Assert.That(profile.Select(row => row.Kind), Has.All.EqualTo(ReproductionKind.Predicted));
            Assert.That(profile.Select(row => Math.Abs(row.RelativeError!.Value)), Has.All.LessThan(0.10));
        });
    }

    /// <summary>What is further off than a tenth says why.</summary>
    [Test]
    public void Rows_FurtherOffThanATenth_HaveANote() => Assert.That(
        Flightllm.Concat(Accllm).Where(row => row.RelativeError is { } error && Math.Abs(error) > 0.10
            && row.Note is null && !row.Case.StartsWith("accllm/", StringComparison.Ordinal)).Select(row => row.Case),
        Is.Empty);

    /// <summary>What is reproduced is the design that a user runs.</summary>
    [TestCase("u280/board/kv-128", 128)]
    [TestCase("u280/board/kv-512", 512)]
    public void Rows_OfTheBoard_AreTheShippedDesigns(string name, int context)
    {
        Design design = ShippedFiles.Design("flightllm-u280");
        Assert.That(
            Flightllm.Single(row => row.Case == name && row.Quantity == "decode_cycles").Modelled,
            Is.EqualTo(Cycles(design, "llama-2-7b", Phase.Decode(1, context))));
    }

    /// <summary>The engine that the search finds is the shipped one.</summary>
    [Test]
    public void Rows_OfAccllm_AreTheShippedDesigns()
    {
        Design design = ShippedFiles.Design("accllm-u280");
        double rate = 225e6 / Cycles(design, "llama-2-7b", Phase.Decode(1, 1024), LogitsRule.Last);
        Assert.That(Accllm[0].Modelled, Is.EqualTo(rate).Within(3).Percent);
    }

    /// <summary>Three cores of 2048 slices are the published matrix engine, to the slice.</summary>
    [Test]
    public void Slices_OfTheShippedDesign_AreThePublishedOnes() => Assert.That(
        ((DspChainFabric)ShippedFiles.Design("flightllm-u280").Fabric).Slices, Is.EqualTo(6144));

    /// <summary>Decode is bound by memory on the U280 and by computing on the artifact's VHK158.</summary>
    [Test]
    public void Decode_OfTheShippedDesign_IsBoundByMemory()
    {
        Design design = ShippedFiles.Design("flightllm-u280");
        RunContext context = Context(design, "llama-2-7b", Phase.Decode(1, 512));
        long compute = 0;
        long dram = 0;
        foreach (Operator work in WorkloadOperators.Expand(context.Model, context.Phase, 1, LogitsRule.All))
        {
            var counts = ScheduleList.Get("accel").Time(context, work);
            compute += counts.ComputeCycles;
            dram += counts.DramCycles;
        }

        Assert.That(dram, Is.GreaterThan(compute));
    }

    /// <summary>The published rate is beyond the searched engines with a position for every weight, and within them
    /// when three channels share a pattern; no engine passes what memory alone allows.</summary>
    [Test]
    public void Rows_OfAccllm_SayWhatBindsTheRate()
    {
        double Of(string name) => Accllm.First(row => row.Case == name).Modelled;
        Assert.Multiple(() =>
        {
            Assert.That(Of("accllm/u280"), Is.LessThan(164));
            Assert.That(Of("accllm/u280, three channels share a pattern"), Is.GreaterThan(164));
            Assert.That(Of("accllm/u280"),
                Is.LessThan(Of("accllm/limit of 0.70 of 460 GB/s, with positions, scales and KV cache")));
            Assert.That(Accllm.Select(row => row.Kind), Has.All.EqualTo(ReproductionKind.Predicted));
        });
    }

    private static double Cycles(Design design, string model, Phase phase, LogitsRule logits = LogitsRule.All)
    {
        RunContext context = Context(design, model, phase);
        return WorkloadOperators.Expand(context.Model, phase, 1, logits)
            .Sum(work => ScheduleList.Get("accel").Time(context, work).Cycles);
    }

    private static RunContext Context(Design design, string model, Phase phase) => new(
        design, Shipped.Model(model), design.Precision.Over(design.Fabric.DefaultPrecision), phase, 1);

    private static IReadOnlyList<ReproductionRow> Rows(string name) =>
        ReproductionCatalog.All(Inputs).Single(reproduction => reproduction.Name == name).Rows();
}
