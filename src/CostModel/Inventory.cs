using Accel.Arch.Designs;
using Accel.Arch.Designs.BitSerial;
using Accel.Arch.Designs.Systolic;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.CostModel.BitSerial;
using Accel.CostModel.Systolic;

namespace Accel.CostModel;

/// <summary>What a design is built of. Prices and activity are kept apart: the inventory knows neither.</summary>
public sealed class Inventory
{
    private readonly Component[] _components;
    private int _count;

    private const int MostComponents = 12;

    private Inventory(int capacity) => _components = new Component[capacity];

    public ReadOnlySpan<Component> Components => _components.AsSpan(0, _count);

    /// <summary>Lists a design's components for a precision, which decides the width of its ports.</summary>
    /// <exception cref="ArgumentException">No family here knows the fabric.</exception>
    public static Inventory Of(Design design, Precision precision)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(precision);
        Inventory inventory = new(MostComponents);
        double outputPortBits = design.Fabric switch
        {
            BitSerialFabric bitSerial => BitSerialInventory.AddTo(inventory, bitSerial, precision),
            SystolicFabric systolic => SystolicInventory.AddTo(inventory, systolic, precision),
            _ => throw new ArgumentException($"no inventory for fabric '{design.Fabric.Kind}'", nameof(design)),
        };

        inventory.Add(new("vector-unit/lane", "vector-lane", ComponentRole.VectorLane, design.VectorUnit.Lanes, 1));
        BufferSet buffers = design.Buffers;
        inventory.AddBuffer("buffers/weights", ComponentRole.WeightBuffer,
            buffers.Weights, buffers.Banks, design.WeightPortBits(precision));
        inventory.AddBuffer("buffers/activations", ComponentRole.ActivationBuffer,
            buffers.Activations, buffers.Banks, design.ActivationPortBits(precision));
        inventory.AddBuffer("buffers/outputs", ComponentRole.OutputBuffer,
            buffers.Outputs, buffers.Banks, outputPortBits);
        return inventory;
    }

    internal void Add(in Component component) => _components[_count++] = component;

    /// <summary>A buffer is banks side by side: its port is as wide as all of them together.</summary>
    private void AddBuffer(string path, ComponentRole role, Bits size, int banks, double portBits)
    {
        if (size.Count > 0)
        {
            Add(new(path, Component.SramBank, role, banks, banks, size.Count / 8.0 / banks, portBits / banks));
        }
    }
}
