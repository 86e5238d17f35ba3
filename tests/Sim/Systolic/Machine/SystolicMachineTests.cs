using Accel.Arch.Activity;
using Accel.Arch.Designs.Systolic;
using Accel.Sim.Systolic;
using Accel.Sim.Systolic.Machine;

namespace Accel.Tests.Sim.Systolic.Machine;

public class SystolicMachineTests
{
    [Test]
    public void Run_TheFoldOfTheReadme_TakesTheCyclesDrawnThere()
    {
        var machine = Machine(Dataflow.OutputStationary, 4, 4, 4);
        int[] sums = [.. Enumerable.Repeat(0, 16)];
        for (int cycle = 0; cycle < 10; cycle++)
        {
            Assert.That(machine.Step(), Is.True);
            Assert.That(machine.Outputs.ToArray(), Is.EqualTo(sums), "nothing leaves before the last PE is done");
        }

        for (int row = 0; row < 4; row++)
        {
            Assert.That(machine.Step(), Is.EqualTo(row < 3));
            int left = machine.Outputs.ToArray().Count(sum => sum != 0);
            Assert.That(left, Is.EqualTo(4 * (row + 1)), "a row a cycle");
        }

        Assert.That(machine.Cycle, Is.EqualTo(14));
    }

    [Test]
    public void Run_WeightStationaryFold_LetsColumnsLeaveOneCycleApart()
    {
        var machine = Machine(Dataflow.WeightStationary, 3, 4, 4);
        List<int> left = [];
        bool goesOn = true;
        while (goesOn)
        {
            goesOn = machine.Step();
            left.Add(machine.Outputs.ToArray().Count(sum => sum != 0));
        }

        // Four cycles of loading, three more until the first token is through the first column; then a diagonal a cycle.
        Assert.That(left, Is.EqualTo(new[] { 0, 0, 0, 0, 0, 0, 0, 1, 3, 6, 9, 11, 12 }));
    }

    [Test]
    public void Run_ASumThatOverflowsAndComesBack_IsReportedAndRightAllTheSame()
    {
        PlainMatrix<int> activations = new([32767, 32767, 32767, 32767], 1, 4);
        PlainMatrix<int> weights = new([32767, 32767, 32767, -32767], 1, 4);
        SystolicArray array = Array(Dataflow.OutputStationary, 4, 4);
        var machine = SystolicMachines.Of<int, int, WrappingPe32>(array, 16, default, activations, weights);
        machine.Run();
        Assert.That(machine.HasOverflowed, Is.True);
        Assert.That(machine.Outputs[0], Is.EqualTo(2 * 32767 * 32767));
    }

    [Test]
    public void Run_ArraysWiderThanAWordOfValidBits_CountEveryMac()
    {
        PlainMatrix<int> activations = new([.. Enumerable.Repeat(1, 5 * 7)], 5, 7);
        PlainMatrix<int> weights = new([.. Enumerable.Repeat(1, 150 * 7)], 150, 7);
        foreach (Dataflow dataflow in Enum.GetValues<Dataflow>())
        {
            SystolicArray array = Array(dataflow, 3, 140);
            ActivityCounts counts = SystolicMachines.Of<int, int, WrappingPe32>(
                array, 420, default, activations, weights).Run();
            Assert.That(counts, Is.EqualTo(SystolicTiming.Count(array, 420, 5, 7, 150)), $"{dataflow}");
            Assert.That(counts.Macs, Is.EqualTo(5 * 7 * 150));
        }
    }

    [Test]
    public void Of_OperandsOfDifferentK_Throws() => Assert.That(
        () => SystolicMachines.Of<int, int, WrappingPe32>(
            Array(Dataflow.OutputStationary, 2, 2), 4, default, new PlainMatrix<int>([1, 2], 1, 2),
            new PlainMatrix<int>([1], 1, 1)),
        Throws.InstanceOf<ArgumentException>());

    private static SystolicMachine<int, int, WrappingPe32> Machine(Dataflow dataflow, int m, int k, int n)
    {
        PlainMatrix<int> activations = new([.. Enumerable.Range(1, m * k)], m, k);
        PlainMatrix<int> weights = new([.. Enumerable.Range(1, n * k)], n, k);
        return SystolicMachines.Of<int, int, WrappingPe32>(Array(dataflow, 4, 4), 16, default, activations, weights);
    }

    private static SystolicArray Array(Dataflow dataflow, int rows, int columns) =>
        new(rows, columns, dataflow, 1, 8, 8, 32, 1024, false, false);
}
