using Accel.Arch.Designs;
using Accel.Arch.Formats;

namespace Accel.HlsEmit.Engines;

/// <summary>A family of fabrics as emission meets it.</summary>
public interface IEngineFamily
{
    /// <summary>The kind of its fabrics.</summary>
    string Kind { get; }

    /// <summary>
    /// Why the hardware library has no engine for a fabric in two formats, in words that name the key or format; null
    /// when it has one.
    /// </summary>
    string? WhyNot(Fabric fabric, TensorFormat weights, TensorFormat activations);

    /// <summary>
    /// The same datapath with fewer of everything that repeats (rows, columns, chains, tables), odd edges kept, so that
    /// it simulates in seconds; also with smaller buffers where the hardware has memories as large as they are.
    /// </summary>
    Design ScaleDown(Design design);

    /// <summary>The engine of a design.</summary>
    /// <exception cref="ArgumentException">There is none: <see cref="WhyNot"/> says why.</exception>
    Engine Engine(Design design, TensorFormat weights, TensorFormat activations);

    /// <summary>Products that between them have whole and partial folds, several groups, and a single element.</summary>
    /// <remarks>Small enough that a simulator steps through all of them in seconds.</remarks>
    IReadOnlyList<ProductShape> Shapes(Design design, TensorFormat weights, TensorFormat activations);

    /// <summary>
    /// Steps the machine through a product of operands from a seed, random and at the ends of their ranges.
    /// </summary>
    EngineProduct Product(
        Design design, TensorFormat weights, TensorFormat activations, ProductShape shape, int seed);
}
