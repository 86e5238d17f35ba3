namespace Accel.Sim.BitSerial;

/// <summary>The time of a GEMM whose operands are resident, in the parts that a schedule overlaps.</summary>
/// <param name="Issue">Cycles in which the controller issues or paces; the array's operand ports are this
/// block's.</param>
/// <param name="Interval">Cycles after which a block of the same shape may start behind this one; at least
/// Issue.</param>
/// <param name="Drain">Cycles from the end of issue to the last output; the next block's issue hides it.</param>
public readonly record struct BlockTime(long Issue, long Interval, long Drain)
{
    /// <summary>The block alone, from its first operand to its last output.</summary>
    public long Cycles => Issue + Drain;
}
