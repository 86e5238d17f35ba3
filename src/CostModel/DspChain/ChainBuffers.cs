using Accel.Arch.Designs;
using Accel.Arch.Designs.DspChain;
using Accel.Arch.Devices;
using Accel.Arch.Formats;
using Accel.Arch.Workloads;
using Accel.CostModel.Fpga;

namespace Accel.CostModel.DspChain;

/// <summary>The buffers of a DSP-chain design: banks by geometry, and the logic between them and the chains.</summary>
/// <remarks>
/// <para>Sizes are the design's, of all cores together, but each core has all of the activations. A chain has a bank of
/// weights as wide as those of its slices; a core has one bank of activations as wide as a step takes, and <see
/// cref="BufferSet.Banks"/> banks of outputs as wide as a chain's activations. With the buffers of FlightLLM's artifact
/// (FlightLLM/flightllm_test_demo) these are its banks: 128 of 4096 x 16 bytes, one of 4096 x 32 bytes and 16 of 512 x
/// 16 bytes in a core.</para>
/// <para>The artifact has words of 16 bytes of indices, one byte of descriptor for a block of 16 x 16, and words of 16
/// INT32 biases, 4096 of each. How many banks there are of them it does not say: one of indices and descriptors for
/// each channel of a core, as many indices in eight cycles as its 128 chains hold, is an inference.</para>
/// <para>Weights lie in Ultra RAM where a device has it, everything else in block RAM.</para>
/// </remarks>
internal sealed class ChainBuffers
{
    private const int DescriptorBits = 8;

    /// <summary>Words of biases, as the artifact has them.</summary>
    private const int BiasWords = 4096;

    private readonly DspChainFabric _fabric;

    private readonly ChainSizes _sizes;

    /// <summary>The formats of what is fed to the slices.</summary>
    private readonly TensorFormat[] _formats;

    public ChainBuffers(Design design, DspChainFabric fabric)
    {
        (_fabric, _sizes) = (fabric, new ChainSizes(fabric));
        Precision precision = design.Precision.Over(fabric.DefaultPrecision);
        _formats = precision.Head is { } head
            ? [precision.Weights, precision.KvCache, head]
            : [precision.Weights, precision.KvCache];
        int cores = fabric.Cores;
        bool hasUltraRam = design.Technology.Device is null or { Capacity.Urams: > 0 };
        int weights = _sizes.Slices * _sizes.WeightBits;
        int step = _sizes.Slices * _sizes.ActivationBits * _sizes.Activations;
        int word = _sizes.Slices * _sizes.ActivationBits;
        Weights = Banks(design.Buffers.Weights.Count, _sizes.Chains, weights, hasUltraRam);
        Activations = Banks(design.Buffers.Activations.Count * cores, cores, step, isUltra: false);
        Outputs = Banks(design.Buffers.Outputs.Count, cores * design.Buffers.Banks, word, isUltra: false);
        int channels = fabric.SparseBlock == 0 ? 0 : cores * fabric.Memory.ChannelsPerCore;
        Indices = new ChainBank(channels, Weights.Depth, weights, IsUltra: false);
        Descriptors = new ChainBank(channels, Weights.Depth, DescriptorBits, IsUltra: false);
        int lanes = (design.VectorUnit.Lanes + cores - 1) / cores;
        Biases = new ChainBank(cores, BiasWords, lanes * ChainParts.SumBits, IsUltra: false);
    }

    public ChainBank Weights { get; }

    public ChainBank Activations { get; }

    public ChainBank Outputs { get; }

    public ChainBank Indices { get; }

    public ChainBank Descriptors { get; }

    public ChainBank Biases { get; }

    /// <summary>
    /// Weights, with a set of addresses for each channel of a core, and the choice of the banks that are read where
    /// weights pass: those chains that are fed take their codes from all banks in turn.
    /// </summary>
    public FpgaResources OfWeights
    {
        get
        {
            int fedBits = _fabric.FedChains * _sizes.Slices * _sizes.Weights * CodeBits(_formats[0]);
            int ways = (int)(((long)_fabric.Chains * Weights.Width + fedBits - 1) / fedBits);
            return Weights.Resources + (Weights.Addresses * (_fabric.Cores * _fabric.Memory.ChannelsPerCore))
                + Choice(ways, (double)_fabric.Cores * fedBits);
        }
    }

    /// <summary>Activations: written from memory or by the vector unit.</summary>
    public FpgaResources OfActivations => Both(Activations);

    /// <summary>Outputs: written by the chains or by the vector unit.</summary>
    public FpgaResources OfOutputs => Both(Outputs);

    public FpgaResources OfIndices => Indices.Count == 0 ? default
        : Indices.Resources + Descriptors.Resources + ((Indices.Addresses + Descriptors.Addresses) * Indices.Count);

    public FpgaResources OfBiases => Biases.Resources + (Biases.Addresses * Biases.Count);

    /// <summary>
    /// What makes a lane's weight of a code, for each weight that is fed: a choice of the code or the whole lane, a LUT
    /// a bit, and a product with the group's scale where codes have one. Codes as wide as the lane need nothing.
    /// </summary>
    /// <remarks>
    /// Built for the most demanding of the formats of weights, head and KV cache. The scale is as wide as keeps the
    /// product in the lane, so that chains need no multiplier for sums. Delays follow, so that there is no register
    /// here.
    /// </remarks>
    public FpgaResources OfDequantizers
    {
        get
        {
            double most = 0;
            foreach (TensorFormat format in _formats)
            {
                int code = CodeBits(format);
                int scale = _sizes.LaneWeightBits - code;
                most = Math.Max(most, scale <= 0 ? 0
                    : _sizes.LaneWeightBits + (format.GroupSize > 0 ? FabricLogic.Multiplier(code, scale) : 0));
            }

            return new FpgaResources(most * FedWeights, 0, 0, 0, 0);
        }
    }

    /// <summary>
    /// A multiplier for each lane of a chain's result, where groups have scales that lanes leave no room for.
    /// </summary>
    public FpgaResources OfScales
    {
        get
        {
            bool scalesSums = false;
            foreach (SliceMode mode in _fabric.Packing.All)
            {
                foreach (TensorFormat format in _formats)
                {
                    scalesSums |= mode.WeightBits >= CodeBits(format) && DspChainFabric.ScalesSums(mode, format);
                }
            }

            return scalesSums ? new FpgaResources(0, 0, (double)_sizes.Chains * _sizes.Lanes, 0, 0) : default;
        }
    }

    /// <summary>Weights that all cores feed in a cycle.</summary>
    public double FedWeights => (double)_fabric.Cores * _fabric.FedChains * _sizes.Slices * _sizes.Weights;

    /// <summary>Bits of a code in the buffer; those of the lane where the format is another family's.</summary>
    private int CodeBits(TensorFormat format) => DspChainFabric.WidthOf(format) is > 0 and var bits
        ? Math.Min(bits, _sizes.LaneWeightBits) : _sizes.LaneWeightBits;

    private static FpgaResources Both(ChainBank bank) =>
        bank.Resources + (bank.Addresses * bank.Count) + Choice(2, (double)bank.Count * bank.Width);

    private static FpgaResources Choice(int ways, double bits) =>
        new(FabricLogic.Multiplexer(ways, 1) * bits, 0, 0, 0, 0);

    private static ChainBank Banks(long bits, int count, int width, bool isUltra) =>
        new(count, Math.Max(1, (bits / count + width - 1) / width), width, isUltra);
}
