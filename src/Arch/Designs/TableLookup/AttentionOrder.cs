namespace Accel.Arch.Designs.TableLookup;

/// <summary>The order in which prefill attention takes queries (TeLLMe, arXiv 2510.15926, Sec. 3.4).</summary>
public enum AttentionOrder
{
    /// <summary>From the last token backwards: what the mask hides is never fetched or computed.</summary>
    Reversed,

    /// <summary>All keys for all queries, the mask applied afterwards.</summary>
    Naive,
}
