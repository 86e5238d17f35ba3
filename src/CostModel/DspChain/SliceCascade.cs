using Accel.CostModel.Fpga.Modules;
using static Accel.CostModel.Fpga.Modules.ArithmeticParts;
using static Accel.CostModel.Fpga.Modules.SelectionParts;

namespace Accel.CostModel.DspChain;

/// <summary>The slices of a chain, with the lines, choices, trackers and adjust units between them.</summary>
internal static class SliceCascade
{
    public static void Write(Recipe module)
    {
        ChainGeometry chain = new(module);
        int lanes = chain.Weights * chain.Activations, stage = chain.Block > 1 ? 1 : 0;
        int word = module["ACTIVATION_BITS", 8] * chain.Activations, tracked = module["TRACKED", 0];
        (int low, int high) = (chain.Span(chain.Low), chain.Span(chain.High));
        for (int i = 0; i < chain.Slices; i++)
        {
            (bool headLow, bool headHigh) = (i % low == 0, i % high == 0);
            int late = chain.LateOf(i), adds = headLow && headHigh ? 0 : i % chain.Segment == 0 ? 2 : 1;
            module.Module("wait_line", 1,
                ("WIDTH", module["WEIGHT_BITS", 8] * chain.Weights), ("CYCLES", late + stage));
            if (chain.Low < chain.Block)
            {
                Choose(module, chain, i, late, word);
            }

            module.Add("head", headLow != headHigh ? Function() : default)
                .Module("packed_operands", 1, ("WEIGHTS", chain.Weights), ("ACTIVATIONS", chain.Activations),
                    ("SPACING", module["SPACING", 18]), ("WIDE_WEIGHTS", module["WIDE_WEIGHTS", 0]),
                    ("NARROW", module["DSP58", 0] != 0 ? 24 : 18))
                .Module(module["DSP58", 0] != 0 ? "dsp58_slice" : "dsp48e2_slice", 1, ("ADDS", adds));
            if (tracked > 0)
            {
                module.Module("carry_tracker", 1, ("WEIGHTS", chain.Weights), ("ACTIVATIONS", chain.Activations),
                    ("WEIGHT_BITS", module["WEIGHT_BITS", 8]), ("ACTIVATION_BITS", module["ACTIVATION_BITS", 8]),
                    ("TRACKED", tracked), ("COUNTER_BITS", module["CORRECTION_BITS", 9]));
            }
        }

        Adjust(module, chain, lanes);
    }

    private static void Choose(Recipe module, ChainGeometry chain, int slice, int late, int word)
    {
        int place = module["PLACE_BITS", 4], slices = chain.Slices;
        (int ownLow, int ownHigh) =
            (slice % chain.Span(chain.Low) / chain.Low, slice % chain.Span(chain.High) / chain.High);
        int blocks = slices / chain.Block;
        int baseLow = ownLow >= blocks ? slice / chain.Block : ownLow;
        int baseHigh = chain.High == chain.Block || ownHigh >= blocks ? slice / chain.Block : ownHigh;
        bool one = baseLow == baseHigh || chain.Low == chain.High;
        module.Add("block", one ? default : Mux(2, word * chain.Block))
            .Module("wait_line", 1, ("WIDTH", place), ("CYCLES", late))
            .Module("slice_choice", 1, ("BITS", module["ACTIVATION_BITS", 8] * module["CHOSEN", 1]),
                ("BLOCK", chain.Block), ("PLACE_BITS", place));
    }

    /// <summary>Units between segments, and what they took out, summed up on its way to the end of a result.</summary>
    private static void Adjust(Recipe module, ChainGeometry chain, int lanes)
    {
        int correction = module["CORRECTION_BITS", 9], lower = Math.Max(1, lanes - 1), total = correction * lower;
        int units = (chain.Slices - 1) / chain.Segment;
        int spanLow = chain.Span(chain.Low), spanHigh = chain.Span(chain.High);
        for (int i = 1; i <= units; i++)
        {
            int at = i * chain.Segment;
            if (at % spanLow != 0 || at % spanHigh != 0)
            {
                module.Module("overflow_adjust", 1, ("SUM_BITS", module["DSP58", 0] != 0 ? 58 : 48), ("LANES", lanes),
                    ("SPACING", module["SPACING", 18]), ("KEPT_BITS", module["KEPT_BITS", 10]));
            }
        }

        foreach (int span in chain.Kinds.Select(chain.Span))
        {
            for (int i = 2; i <= units; i++)
            {
                int at = i * chain.Segment, before = at - chain.Segment;
                if (at / span == before / span && before % span != 0)
                {
                    module.Module("wait_line", 1, ("WIDTH", total), ("CYCLES", chain.Segment + 2))
                        .Add("corrections", Adder(correction), lower);
                }
            }

            for (int i = 0; i < chain.Slices / span; i++)
            {
                int head = i * span, last = head + span - 1, unit = last / chain.Segment * chain.Segment;
                if (unit > head)
                {
                    module.Module("wait_line", 1, ("WIDTH", total), ("CYCLES", last - unit + 2));
                }
            }
        }
    }
}
