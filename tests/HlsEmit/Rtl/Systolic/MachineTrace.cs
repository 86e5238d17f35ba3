using Accel.Arch.Designs.Systolic;
using Accel.Sim.Systolic;
using Accel.Sim.Systolic.Machine;

namespace Accel.Tests.HlsEmit.Rtl.Systolic;

/// <summary>Registers of a stepped machine in each cycle of a product; steps it as far as it is asked for.</summary>
internal sealed class MachineTrace(
    ArrayCase on, AccumulatorOverflow overflow, EdgeOperand activations, EdgeOperand weights)
{
    private readonly SystolicMachine<int, long, IntegerPe> _machine = SystolicMachines.Of<int, long, IntegerPe>(
        on.Array, 1, new IntegerPe(new IntegerSum(on.AccumulatorBits, overflow)), activations.Matrix, weights.Matrix);

    private readonly List<PeRegisters<int, long>[]> _cycles = [];

    private bool _goesOn = true;

    /// <summary>What a PE in use holds at a cycle's end; nothing before the first one.</summary>
    public PeRegisters<int, long> At(long cycle, int row, int column)
    {
        while (_cycles.Count <= cycle)
        {
            Step();
        }

        return cycle < 0 ? default : _cycles[(int)cycle][(row * on.Columns) + column];
    }

    /// <summary>Demands that the machine ends with a cycle.</summary>
    public void EndsAfter(long cycles)
    {
        while (_goesOn)
        {
            Step();
        }

        Assert.That(_cycles, Has.Count.EqualTo(cycles), "the folds take the machine's cycles");
    }

    private void Step()
    {
        Assert.That(_goesOn, "the machine has a cycle more");
        _goesOn = _machine.Step();
        _cycles.Add([.. Enumerable.Range(0, on.Rows * on.Columns)
            .Select(place => _machine.At(place / on.Columns, place % on.Columns))]);
    }
}
