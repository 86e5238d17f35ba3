using Accel.Arch.Drams;
using Accel.Arch.Technologies;
using Accel.Arch.Workloads;
using Accel.CostModel;
using Accel.Sim.Schedules;

namespace Accel.Explore.Reproductions;

/// <summary>What reproductions take from the configuration library.</summary>
public sealed class ReproductionInputs
{
    private readonly Dictionary<string, ModelShape> _models;

    /// <param name="technology">Prices; <c>cmos-28nm</c> for the BitMoD reproductions.</param>
    /// <param name="models">Model shapes, found by name.</param>
    /// <param name="views">Schedules whose own view of a figure's designs stands beside the published one.</param>
    public ReproductionInputs(Technology technology, IEnumerable<ModelShape> models, IReadOnlyList<ISchedule> views)
    {
        Prices = new PriceBook(technology);
        _models = models.ToDictionary(model => model.Name, StringComparer.Ordinal);
        Views = views;
    }

    public PriceBook Prices { get; }

    public IReadOnlyList<ISchedule> Views { get; }

    /// <summary>FPGAs, as the technologies that designs are built in.</summary>
    public IReadOnlyList<Technology> Devices { get; init; } = [];

    /// <summary>Off-chip memories.</summary>
    public IReadOnlyList<DramDevice> Drams { get; init; } = [];

    /// <summary>Process nodes.</summary>
    public IReadOnlyList<Technology> Technologies { get; init; } = [];

    /// <summary>A process node by its name.</summary>
    /// <exception cref="KeyNotFoundException">The library has no such technology.</exception>
    public Technology Technology(string name) => Technologies.FirstOrDefault(node => node.Name == name)
        ?? throw new KeyNotFoundException($"the configuration has no technology '{name}'");

    /// <summary>A device by its name.</summary>
    /// <exception cref="KeyNotFoundException">The library has no such device.</exception>
    public Technology Device(string name) => Devices.FirstOrDefault(device => device.Name == name)
        ?? throw new KeyNotFoundException($"the configuration has no device '{name}'");

    /// <summary>An off-chip memory by its name.</summary>
    /// <exception cref="KeyNotFoundException">The library has no such memory.</exception>
    public DramDevice Dram(string name) => Drams.FirstOrDefault(dram => dram.Name == name)
        ?? throw new KeyNotFoundException($"the configuration has no memory '{name}'");

    /// <summary>The shape of a model by its name in a publication: <c>Llama-2-7B</c> is <c>llama-2-7b</c>.</summary>
    /// <exception cref="KeyNotFoundException">The library has no such model.</exception>
    public ModelShape Model(string publishedName)
    {
        string name = publishedName.ToLowerInvariant();
        return _models.TryGetValue(name, out ModelShape? model)
            ? model
            : throw new KeyNotFoundException($"the configuration has no model '{name}'");
    }
}
