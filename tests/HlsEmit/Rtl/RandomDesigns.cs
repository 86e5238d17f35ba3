using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Emission.Hls;
using Accel.HlsEmit.Engines;
using Accel.Tests.HlsEmit.Hls;
using Accel.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Check = Accel.HlsEmit.Verification.Check;

namespace Accel.Tests.HlsEmit.Rtl;

/// <summary>Small designs of a family that FsCheck makes, each emitted and simulated beside the machine.</summary>
/// <remarks>Each design takes a simulator seconds: a few of them, and of one that fails only its products are
/// shrunk.</remarks>
internal static class RandomDesigns
{
    /// <summary>One design of so many is also compiled as C++, which takes longer than Icarus does.</summary>
    private const int KernelsAmongDesigns = 6;

    /// <summary>A product of extents from 1 on.</summary>
    public static Gen<ProductShape> Product(int mostM, int mostK, int mostN) =>
        from m in Gen.Choose(1, mostM)
        from k in Gen.Choose(1, mostK)
        from n in Gen.Choose(1, mostN)
        select new ProductShape(m, k, n);

    /// <summary>
    /// Demands of each design that every output and cycle is as the machine says, and of some that every output of
    /// its C simulation is.
    /// </summary>
    /// <param name="lints">Whether Verilator has to find nothing in it either.</param>
    public static void AreTheMachine(Gen<EmissionRequest> designs, int count, ulong seed, bool lints = false) =>
        Check(designs, request =>
        [
            .. EngineBench.Failures(request, lints),
            .. request.Seed % KernelsAmongDesigns == 0 && HlsEmission.WhyNot(request, KernelInterface.Memory) is null
                ? KernelBench.Failures(request, KernelInterface.Memory) : [],
        ], count, seed);

    /// <summary>Demands of each design that nothing fails; the smallest that does is thrown in words.</summary>
    public static void Check(Gen<EmissionRequest> designs, Func<EmissionRequest, IReadOnlyList<Check>> failures,
        int count, ulong seed) => Seeded.Check(
        Arb.From(
            from request in designs
            from operands in Gen.Choose(0, int.MaxValue / 2)
            select new RandomDesign(request with { Seed = operands }),
            design => design.Smaller),
        design => design.Passes(failures), count, seed);
}
