namespace Accel.CostModel.Fpga;

/// <summary>Floating-point operators as high-level synthesis places them: LUTs and DSP slices of each.</summary>
/// <remarks>
/// <para><i>Estimated</i>: of the size that reports of Vitis HLS for UltraScale+ show with full DSP usage. No one table
/// with all of them was read, and the LUTs were rounded with TeLLMe's published modules in sight, so that rows which
/// rest on them count as calibrated. To be replaced by measurements of emitted operators.</para>
/// <para>Flip-flops are not told apart: see the family's ratio.</para>
/// </remarks>
public static class FloatingOperator
{
    public const string Source =
        "estimated: floating-point operators of the size that Vitis HLS reports for UltraScale+, full DSP usage";

    public static readonly OperatorCost HalfAdd = new(100, 2);
    public static readonly OperatorCost HalfMultiply = new(35, 2);
    public static readonly OperatorCost HalfExponential = new(220, 2);
    public static readonly OperatorCost HalfDivide = new(200, 0);

    /// <summary>An addition without DSP slices.</summary>
    public static readonly OperatorCost HalfAddInFabric = new(150, 0);

    public static readonly OperatorCost SingleAdd = new(210, 2);
    public static readonly OperatorCost SingleMultiply = new(80, 3);
    public static readonly OperatorCost SingleDivide = new(750, 0);
    public static readonly OperatorCost SingleSquareRoot = new(450, 0);
    public static readonly OperatorCost FromInteger = new(200, 0);
    public static readonly OperatorCost ToInteger = new(120, 0);
    public static readonly OperatorCost SingleToHalf = new(60, 0);
    public static readonly OperatorCost HalfToSingle = new(25, 0);
}
