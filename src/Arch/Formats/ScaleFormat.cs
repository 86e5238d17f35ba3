namespace Accel.Arch.Formats;

/// <summary>How the scales of groups are stored.</summary>
public enum ScaleFormat
{
    /// <summary>The format carries its own exponent and needs no scale (fp16, bf16).</summary>
    None,

    /// <summary>One FP16 scale a group (or a channel, when there are no groups).</summary>
    Fp16,

    /// <summary>One INT8 scale a group and one FP16 scale a channel above them (VS-Quant; BitMoD Sec. III-C).</summary>
    Int8SecondLevel,
}
