namespace Accel.Arch.Designs.BitSerial;

/// <summary>The processing elements that a bit-serial array, or a baseline it is compared with, is built of.</summary>
public enum BitSerialPe
{
    /// <summary>BitMoD's PE: several weight terms times FP16 activations a cycle (HPCA 2025, Sec. IV-B).</summary>
    BitSerial,

    /// <summary>The baseline: one FP16 x FP16 multiply-accumulate a cycle.</summary>
    Fp16,

    /// <summary>
    /// The ANT-like and OliVe-like baselines: one FP16 x INT8 multiply-accumulate a cycle at any weight width.
    /// </summary>
    Fp16Int8,
}
