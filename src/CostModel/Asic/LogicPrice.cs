namespace Accel.CostModel.Asic;

/// <summary>What one instance of a block of logic costs.</summary>
/// <param name="AreaUm2">Area in square micrometres.</param>
/// <param name="EnergyPj">Energy of one active cycle or operation, in picojoules.</param>
/// <param name="LeakageMw">Leakage in milliwatts.</param>
public readonly record struct LogicPrice(double AreaUm2, double EnergyPj, double LeakageMw);
