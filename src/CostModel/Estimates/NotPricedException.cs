namespace Accel.CostModel.Estimates;

/// <summary>A thing that a technology or device cannot be asked the price of.</summary>
/// <param name="message">What, and why not.</param>
/// <param name="hint">What to ask instead; null where there is nothing.</param>
public sealed class NotPricedException(string message, string? hint = null) : Exception(message)
{
    public string? Hint => hint;

    /// <summary>The parameter that is at fault, by its key; null where none is alone.</summary>
    public string? Parameter { get; init; }
}
