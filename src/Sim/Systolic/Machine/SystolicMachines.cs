using Accel.Arch.Designs.Systolic;

namespace Accel.Sim.Systolic.Machine;

/// <summary>Makes the machine of an array.</summary>
public static class SystolicMachines
{
    /// <summary>The machine for an array's dataflow, at its first cycle.</summary>
    /// <param name="pes">Narrow PEs of the fabric.</param>
    /// <param name="activations">[M x K].</param>
    /// <param name="weights">[N x K].</param>
    /// <exception cref="ArgumentException">The operands differ in K.</exception>
    public static SystolicMachine<TOperand, TSum, TPe> Of<TOperand, TSum, TPe>(
        in SystolicArray array, long pes, TPe pe, OperandMatrix<TOperand> activations, OperandMatrix<TOperand> weights)
        where TOperand : unmanaged
        where TSum : unmanaged
        where TPe : struct, IPe<TOperand, TSum>
    {
        ArgumentNullException.ThrowIfNull(activations);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.K, activations.K);
        return array.Dataflow == Dataflow.OutputStationary
            ? new OutputStationaryMachine<TOperand, TSum, TPe>(array, pes, pe, activations, weights)
            : new StationaryMachine<TOperand, TSum, TPe>(array, pes, pe, activations, weights);
    }
}
