using Accel.Arch.Activity;
using Accel.Arch.Designs;
using Accel.Arch.Formats;

namespace Accel.Tests.Conformance;

/// <summary>What the conformance suite asks of a family of fabrics.</summary>
internal interface IFamilyProbe
{
    /// <summary>The kind of its fabrics.</summary>
    string Kind { get; }

    /// <summary>The fabric with fewer rows and columns, its odd edges kept, so that it can be stepped.</summary>
    Fabric ScaleDown(Fabric fabric);

    /// <summary>
    /// Steps a product of seeded operands to its end; its outputs are compared with the family's reference inside.
    /// </summary>
    /// <returns>What the machine counted, and what the closed form says.</returns>
    (ActivityCounts Machine, ActivityCounts ClosedForm) Run(
        Fabric fabric, TensorFormat weights, TensorFormat activations, int m, int k, int n, int seed);
}
