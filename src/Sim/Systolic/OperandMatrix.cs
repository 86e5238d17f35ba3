namespace Accel.Sim.Systolic;

/// <summary>One operand of a product: vectors of K elements, tokens or output channels, as memory holds them.</summary>
/// <typeparam name="T">An element as the decoder at the array's edge hands it over.</typeparam>
public abstract class OperandMatrix<T>
    where T : unmanaged
{
    /// <summary>Tokens or output channels.</summary>
    public abstract int Vectors { get; }

    /// <summary>Elements of a vector.</summary>
    public abstract int K { get; }

    /// <summary>Decodes elements of one vector.</summary>
    /// <param name="start">The first element along K.</param>
    /// <param name="values">Receives as many elements as it is long.</param>
    public abstract void Read(int vector, int start, Span<T> values);
}
