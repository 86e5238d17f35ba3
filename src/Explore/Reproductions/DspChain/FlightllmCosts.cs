using Accel.Arch.Designs;
namespace Accel.Explore.Reproductions.DspChain;
internal static class FlightllmCosts { public static IReadOnlyList<ReproductionRow> Rows(Design design) => []; }
