using System.Diagnostics;
using Accel.Arch.Designs;
using Accel.Arch.Designs.TableLookup;
using Accel.Arch.Formats;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.Vectors;
using Accel.Sim.TableLookup;
using Accel.Sim.TableLookup.Machine;

namespace Accel.HlsEmit.TableLookup;

/// <summary>The table-lookup family in hardware: <c>tablelookup_engine</c>, in every variant.</summary>
/// <remarks>
/// The machine's cycles begin when the weights are in their buffer, and so does a command: it is looked at while it is
/// offered, its weights are taken, and only then is it taken itself.
/// </remarks>
public sealed class TableLookupEngineFamily : IEngineFamily
{
    /// <summary>Tables and channels of a scaled design, but for one that makes an odd number odd.</summary>
    private const int FewTables = 5, FewLookups = 6;

    /// <inheritdoc/>
    public string Kind => TableLookupFabric.KindName;

    /// <inheritdoc/>
    public string? WhyNot(Fabric fabric, TensorFormat weights, TensorFormat activations)
    {
        ArgumentNullException.ThrowIfNull(fabric);
        return fabric is TableLookupFabric
            ? fabric.WhyNot(weights, activations)
            : $"a fabric of kind {fabric.Kind} looks nothing up";
    }

    /// <inheritdoc/>
    public Design ScaleDown(Design design)
    {
        ArgumentNullException.ThrowIfNull(design);
        var whole = (TableLookupFabric)design.Fabric;
        return design with
        {
            Fabric = whole with
            {
                Tables = Math.Min(whole.Tables, FewTables),
                Lookups = Math.Min(whole.Lookups, FewLookups + (whole.Lookups % 2)),
            },
        };
    }

    /// <inheritdoc/>
    public Engine Engine(Design design, TensorFormat weights, TensorFormat activations)
    {
        ArgumentNullException.ThrowIfNull(design);
        if (WhyNot(design.Fabric, weights, activations) is { } reason)
        {
            throw new ArgumentException(reason, nameof(design));
        }

        return Describe(new LookupGeometry(design));
    }

    /// <inheritdoc/>
    /// <remarks>The last has so many channels that its tables are built before they are needed.</remarks>
    public IReadOnlyList<ProductShape> Shapes(Design design, TensorFormat weights, TensorFormat activations)
    {
        LookupGeometry geometry = new(design);
        var engine = LookupEngine.From(geometry.Fabric);
        (int step, int lookups) = (engine.StepWidth, engine.Lookups);
        int builds = (engine.BuildCycles / engine.Interval) + 2;
        ProductShape[] shapes =
        [
            new(1, 1, 1), new(3, step + 1, lookups + 1), new(2, 2 * step, 2 * lookups),
            new(2, (3 * step) - 1, (builds * lookups) - 1),
        ];
        return [.. shapes.Where(geometry.Holds).Distinct()];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The buffers do not hold the product.</exception>
    public EngineProduct Product(
        Design design, TensorFormat weights, TensorFormat activations, ProductShape shape, int seed)
    {
        LookupGeometry geometry = new(design);
        if (!geometry.Holds(shape))
        {
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "the buffers do not hold its weights or sums");
        }

        LookupOperands operands = new(geometry, shape, seed);
        var engine = LookupEngine.From(geometry.Fabric);
        TableLookupMachine machine = new(engine, operands.Activations, operands.Weights, shape.M);
        long cycles = machine.Run().Cycles;
        if (cycles != TableLookupTiming.Cycles(engine, shape.M, shape.K, shape.N))
        {
            throw new UnreachableException($"{cycles} cycles are not those of the closed form");
        }

        return new EngineProduct
        {
            Operands = [operands.ActivationBeats(), operands.WeightBeats()],
            Outputs = Beats(machine.Outputs, shape, engine.Lookups),
            Cycles = cycles,
        };
    }

    private static Engine Describe(LookupGeometry geometry)
    {
        TableLookupFabric fabric = geometry.Fabric;
        return new Engine
        {
            Module = "tablelookup_engine",
            Parameters =
            [
                new("G", fabric.Group), new("T", fabric.Tables), new("Q", fabric.Lookups),
                new("VARIANT", Variant(fabric.Variant)), new("OVERLAP", fabric.OverlapsBuild ? 1 : 0),
                new("INTERVAL", fabric.Interval), new("DEPTH", geometry.Depth), new("WORDS", geometry.Words),
                new("HALVES", geometry.Halves), new("V", geometry.BeatVectors),
            ],
            Inputs =
            [
                Engines.Engine.Command,
                new StreamPort("activations", fabric.StepWidth * LookupEngine.ActivationBits),
                new StreamPort("weights", geometry.BeatBits),
            ],
            Output = new StreamPort("outputs", fabric.Lookups * LookupEngine.SumBits),
            Latency = 1, InitiationInterval = fabric.Interval,
        };
    }

    private static int Variant(LookupVariant variant) => variant switch
    {
        LookupVariant.Full => 0,
        LookupVariant.Half => 1,
        _ => 2,
    };

    /// <summary>Sums as they leave: of a token those of Q channels a beat.</summary>
    private static List<OutputBeat> Beats(ReadOnlySpan<int> sums, ProductShape shape, int lookups)
    {
        List<OutputBeat> beats = [];
        for (int token = 0; token < shape.M; token++)
        {
            for (int first = 0; first < shape.N; first += lookups)
            {
                int count = Math.Min(lookups, shape.N - first);
                BitWord data = new();
                foreach (int sum in sums.Slice((token * shape.N) + first, count))
                {
                    data.Put(sum, LookupEngine.SumBits);
                }

                data.Skip((lookups - count) * LookupEngine.SumBits);
                beats.Add(new OutputBeat(data, token == shape.M - 1 && first + lookups >= shape.N));
            }
        }

        return beats;
    }
}
