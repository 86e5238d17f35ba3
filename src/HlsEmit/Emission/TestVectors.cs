using System.Globalization;
using Accel.HlsEmit.Engines;
using Accel.HlsEmit.Vectors;

namespace Accel.HlsEmit.Emission;

/// <summary>What a test bench drives and expects: products in a row.</summary>
public sealed class TestVectors
{
    private readonly Engine _engine;
    private readonly List<List<BitWord>> _inputs;
    private readonly List<OutputBeat> _outputs = [];
    private readonly List<long> _cycles = [];

    /// <exception cref="ArgumentException">A beat has not the width of its stream.</exception>
    public TestVectors(Engine engine, IReadOnlyList<(ProductShape Shape, EngineProduct Product)> products)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(products);
        _engine = engine;
        _inputs = [.. engine.Inputs.Select(_ => new List<BitWord>())];
        foreach ((ProductShape shape, EngineProduct product) in products)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(product.Operands.Count, engine.Inputs.Count - 1);
            _inputs[0].Add(new BitWord().Put(shape.M, Engine.ExtentBits).Put(shape.K, Engine.ExtentBits)
                .Put(shape.N, Engine.ExtentBits));
            for (int i = 0; i < product.Operands.Count; i++)
            {
                _inputs[i + 1].AddRange(product.Operands[i]);
            }

            _outputs.AddRange(product.Outputs);
            _cycles.Add(product.Cycles);
        }

        for (int i = 0; i < _inputs.Count; i++)
        {
            Demand(_inputs[i], engine.Inputs[i]);
        }

        Demand(_outputs.Select(beat => beat.Data), engine.Output);
    }

    /// <summary>Beats of each of <see cref="Engine.Inputs"/>.</summary>
    public IReadOnlyList<IReadOnlyList<BitWord>> Inputs => _inputs;

    public IReadOnlyList<OutputBeat> Outputs => _outputs;

    /// <summary>Cycles of each product.</summary>
    public IReadOnlyList<long> Cycles => _cycles;

    /// <summary>The files that the bench reads, a word in hexadecimal a line.</summary>
    public IEnumerable<EmittedFile> Files(string folder)
    {
        for (int i = 0; i < _inputs.Count; i++)
        {
            yield return File(_engine.Inputs[i].Name, _inputs[i].Select(beat => beat.Value));
        }

        yield return File("outputs", _outputs.Select(beat => Expected(beat).Value));
        yield return File("outputs_matter", _outputs.Select(beat => beat.Data.Mask));
        yield return File("cycles", _cycles.Select(cycles => cycles.ToString("x", CultureInfo.InvariantCulture)));

        EmittedFile File(string name, IEnumerable<string> lines) =>
            new($"{folder}/{name}.hex", string.Concat(lines.Select(line => line + "\n")));
    }

    /// <summary>
    /// Beats of each product's operand streams and of its outputs, 32 bits each, the first stream lowest.
    /// </summary>
    public static EmittedFile BeatCounts(
        string folder, IReadOnlyList<(ProductShape Shape, EngineProduct Product)> products) => new(
        $"{folder}/beats.hex", string.Concat(products.Select(product => new BitWord().PutAll(
            [.. product.Product.Operands.Select(operand => operand.Count), product.Product.Outputs.Count],
            Engine.ExtentBits).Value + "\n")));

    /// <summary>Data, a bit for each byte that is kept, and whether it is the last.</summary>
    private static BitWord Expected(OutputBeat beat)
    {
        BitWord word = new();
        word.Append(beat.Data);
        for (int bit = 0; bit < beat.Data.Bits; bit += 8)
        {
            word.Put(beat.Data.Matters(bit, 8));
        }

        return word.Put(beat.IsLast);
    }

    private static void Demand(IEnumerable<BitWord> beats, StreamPort port)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(port.Bits % 8, 0, port.Name);
        foreach (BitWord beat in beats)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(beat.Bits, port.Bits, port.Name);
        }
    }
}
