namespace Accel.Sim.Transformer;

/// <summary>The linear layers of a decoder layer, in the order in which their weights lie in memory.</summary>
public enum LayerMatrix
{
    Query,
    Key,
    Value,
    Output,
    Gate,
    Up,
    Down,
}
