using System.Globalization;
using System.Text.Json;
using Accel.Arch.Designs;
using Accel.HlsEmit.Emission;
using Accel.HlsEmit.Verification;

namespace Accel.Tests.HlsEmit.Rtl;

/// <summary>A small design with products that FsCheck made, and what was wrong with it where something was.</summary>
internal sealed class RandomDesign(EmissionRequest request)
{
    private IReadOnlyList<Check> _failures = [];

    /// <summary>The same design with one product fewer.</summary>
    public IEnumerable<RandomDesign> Smaller => request.Shapes is { Count: > 1 } shapes
        ? shapes.Select((_, i) => new RandomDesign(request with { Shapes = [.. shapes.Where((_, j) => i != j)] }))
        : [];

    /// <summary>Judges the design; what failed is in its text from then on.</summary>
    public bool Passes(Func<EmissionRequest, IReadOnlyList<Check>> failures)
    {
        _failures = failures(request);
        return _failures.Count == 0;
    }

    /// <summary>The design in the words of a design's YAML file, formats, products and failed checks.</summary>
    public override string ToString()
    {
        Fabric fabric = request.Design.Fabric;
        BufferSet buffers = request.Design.Buffers;
        return string.Join('\n', (string[])
        [
            string.Empty,
            "fabric:",
            $"  kind: {fabric.Kind}",
            .. fabric.GetType().GetProperties().Where(property => property.CanWrite)
                .Select(property => (property.Name, Value: property.GetValue(fabric)))
                .Where(one => one.Value is not null).Select(one => $"  {Word(one.Name)}: {Text(one.Value!)}"),
            "buffers:",
            $"  weights: {buffers.Weights.Count} bit",
            $"  outputs: {buffers.Outputs.Count} bit",
            $"weights: {request.Weights}",
            $"activations: {request.Activations}",
            $"products: {string.Join(", ", (request.Shapes ?? []).Select(shape => $"{shape.M}x{shape.K}x{shape.N}"))}",
            $"seed: {request.Seed}",
            .. _failures.Select(check => string.Create(CultureInfo.InvariantCulture,
                $"failed: {check.Name}, {check.Tool}: {check.Measured}, not {check.Expected} {check.Detail}")),
            string.Empty,
        ]);
    }

    private static string Text(object value) => value is Enum or bool
        ? Word(value.ToString()!) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Word(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
