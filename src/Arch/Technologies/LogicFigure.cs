namespace Accel.Arch.Technologies;

/// <summary>A figure of a process's logic, how it was come by, and how far to trust it.</summary>
/// <param name="Value">In the unit that its key says.</param>
/// <param name="Uncertainty">Half the band that holds about nine of ten true values, over the value.</param>
/// <param name="Source">Publication, tool, or from what it was carried over.</param>
public sealed record LogicFigure(double Value = 0, double Uncertainty = 0, Basis Basis = Basis.Estimated,
    string Source = "");
