namespace Accel.Arch.Designs.TableLookup;

/// <summary>How a group of ternary weights is multiplied (TeLLMe, arXiv 2510.15926, Sec. 3 and its ablation).</summary>
public enum LookupVariant
{
    /// <summary>Each weight selects its activation, its negative, or zero; an adder tree sums them. No table.</summary>
    Naive,

    /// <summary>Tables of (3^G - 1) / 2 sums; a lookup in the other half is negated.</summary>
    Half,

    /// <summary>Tables of all 3^G sums: a lookup is a bare read. What TeLLMe chose.</summary>
    Full,
}
