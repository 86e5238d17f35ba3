using System.Text;
using System.Text.Json;
using Accel.Arch.Activity;
using Accel.Arch.Workloads;
using Accel.CostModel;

namespace Accel.Explore.Runs;

/// <summary>
/// Writes a run as the JSON that <c>run --json</c> and <c>gemm --json</c> print. Names are a contract: add, never
/// rename.
/// </summary>
/// <remarks>
/// A layer's figures cover all its instances, layers and steps, so that layers sum to phases and phases to totals.
/// </remarks>
public static class RunJson
{
    public static string Write(RunResult run, string version)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("accel", version);
            writer.WriteString("design", run.Design.Name);
            writer.WriteString("workload", run.Workload);
            writer.WriteString("schedule", run.Design.Schedule);
            AreaBreakdown? area = run.Resources is null ? run.Area : null;
            WriteTotals(writer, run.Totals, area);
            WriteEnergy(writer, run.Totals.Energy);
            WriteArea(writer, area);
            ResourcesJson.Write(writer, run.Resources);
            writer.WriteStartArray("phases");
            foreach (PhaseResult phase in run.Phases)
            {
                WritePhase(writer, phase, area);
            }

            writer.WriteEndArray();
            WriteAssumptions(writer, run.Assumptions);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WritePhase(Utf8JsonWriter writer, PhaseResult phase, AreaBreakdown? area)
    {
        writer.WriteStartObject();
        writer.WriteString("phase", phase.Phase.Kind == PhaseKind.Prefill ? "prefill" : "decode");
        writer.WriteNumber("tokens", phase.Phase.Tokens);
        writer.WriteNumber("context", phase.Phase.Context);
        writer.WriteNumber("repeats", phase.Phase.Steps);
        writer.WriteBoolean("context_grows", phase.Phase is { Kind: PhaseKind.Decode, ContextGrows: true });
        if (phase.ProgramBytes is { } program)
        {
            writer.WriteNumber("program_bytes", program);
        }

        WriteTotals(writer, phase.Totals, area);
        WriteEnergy(writer, phase.Totals.Energy);
        writer.WriteStartArray("layers");
        foreach (LayerResult layer in phase.Layers)
        {
            WriteLayer(writer, layer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteLayer(Utf8JsonWriter writer, LayerResult layer)
    {
        ActivityCounts counts = layer.Counts;
        writer.WriteStartObject();
        writer.WriteString("name", layer.Operator.Name);
        writer.WriteNumber("m", layer.M);
        writer.WriteNumber("k", layer.K);
        writer.WriteNumber("n", layer.N);
        writer.WriteNumber("count", layer.Operator.Count);
        writer.WriteString("weights", layer.Weights?.ToString());
        writer.WriteString("activations", layer.Activations.ToString());
        writer.WriteNumber("macs", counts.Macs);
        writer.WriteNumber("cycles", counts.Cycles);
        writer.WriteNumber("compute_cycles", counts.ComputeCycles);
        writer.WriteNumber("dram_cycles", counts.DramCycles);
        writer.WriteNumber("utilization", layer.Utilization);
        writer.WriteNumber("sram_read_bytes", (counts.SramReadBits + 7) / 8);
        writer.WriteNumber("sram_write_bytes", (counts.SramWriteBits + 7) / 8);
        writer.WriteNumber("sram_activation_reads", counts.ActivationReads);
        writer.WriteNumber("sram_weight_reads", counts.WeightReads);
        writer.WriteNumber("sram_output_writes", counts.OutputWrites);
        writer.WriteNumber("dram_read_bytes", counts.DramReadBytes);
        writer.WriteNumber("dram_write_bytes", counts.DramWriteBytes);
        writer.WriteNumber("energy_j", layer.Energy.Total.Value);
        writer.WriteEndObject();
    }

    private static void WriteTotals(Utf8JsonWriter writer, in Totals totals, AreaBreakdown? area)
    {
        ActivityCounts counts = totals.Counts;
        writer.WriteStartObject("totals");
        writer.WriteNumber("cycles", counts.Cycles);
        writer.WriteNumber("compute_cycles", counts.ComputeCycles);
        writer.WriteNumber("dram_cycles", counts.DramCycles);
        writer.WriteNumber("latency_s", totals.Latency.Value);
        writer.WriteNumber("energy_j", totals.Energy.Total.Value);
        writer.WriteNumber("power_w", totals.Power.Value);
        if (area is { } known)
        {
            writer.WriteNumber("area_mm2", known.Total.Value);
        }
        else
        {
            writer.WriteNull("area_mm2");
        }

        writer.WriteNumber("macs", counts.Macs);
        writer.WriteNumber("utilization", totals.Utilization);
        writer.WriteNumber("dram_read_bytes", counts.DramReadBytes);
        writer.WriteNumber("dram_write_bytes", counts.DramWriteBytes);
        writer.WriteNumber("tokens_per_s", totals.TokensPerSecond);
        writer.WriteEndObject();
    }

    private static void WriteEnergy(Utf8JsonWriter writer, EnergyBreakdown energy)
    {
        writer.WriteStartObject("energy_j");
        writer.WriteNumber("compute", energy.Compute.Value);
        writer.WriteNumber("sram", energy.Sram.Value);
        writer.WriteNumber("dram", energy.Dram.Value);
        writer.WriteNumber("static", energy.Static.Value);
        writer.WriteEndObject();
    }

    /// <summary>A design on a device has no area of its own: null.</summary>
    private static void WriteArea(Utf8JsonWriter writer, AreaBreakdown? known)
    {
        if (known is not { } area)
        {
            writer.WriteNull("area_mm2");
            return;
        }

        writer.WriteStartObject("area_mm2");
        writer.WriteNumber("pes", area.Pes.Value);
        writer.WriteNumber("edge", area.Edge.Value);
        writer.WriteNumber("accumulators", area.Accumulators.Value);
        writer.WriteNumber("vector_unit", area.VectorUnit.Value);
        writer.WriteNumber("weight_buffer", area.WeightBuffer.Value);
        writer.WriteNumber("activation_buffer", area.ActivationBuffer.Value);
        writer.WriteNumber("output_buffer", area.OutputBuffer.Value);
        writer.WriteEndObject();
    }

    private static void WriteAssumptions(Utf8JsonWriter writer, IReadOnlyList<Assumption> assumptions)
    {
        writer.WriteStartArray("assumptions");
        foreach (Assumption assumption in assumptions)
        {
            writer.WriteStartObject();
            writer.WriteString("text", assumption.Text);
            writer.WriteString("source", assumption.Source);
            writer.WriteBoolean("estimated", assumption.IsEstimated);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
