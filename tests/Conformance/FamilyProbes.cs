namespace Accel.Tests.Conformance;

/// <summary>The families under the conformance suite. A new family adds one line here.</summary>
internal static class FamilyProbes
{
    public static readonly IReadOnlyList<IFamilyProbe> All
        = [new BitSerialProbe(), new SystolicProbe(), new TableLookupProbe(), new DspChainProbe()];

    public static IFamilyProbe Of(string kind) => All.Single(probe => probe.Kind == kind);
}
