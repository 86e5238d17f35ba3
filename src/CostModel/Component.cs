namespace Accel.CostModel;

/// <summary>One line of a design's inventory: so many instances of a kind, at a place, woken by an activity.</summary>
/// <param name="Path">Where it stands: <c>fabric/tile/pe/lane</c>.</param>
/// <param name="Kind">What the technology prices: <c>pe-bit-serial-lane</c>; <see cref="SramBank"/> for a bank.</param>
/// <param name="Count">Instances in the whole design.</param>
/// <param name="PerEvent">Instances that one event of the role's counter wakes: four lanes in one PE-cycle.</param>
/// <param name="BankBytes">Size of an SRAM bank, else 0.</param>
/// <param name="BankBits">Port width of an SRAM bank, else 0; fractional when banks do not divide the port.</param>
public readonly record struct Component(
    string Path, string Kind, ComponentRole Role, long Count, long PerEvent, double BankBytes = 0, double BankBits = 0)
{
    public const string SramBank = "sram-bank";

    public bool IsSram => BankBits > 0;
}
