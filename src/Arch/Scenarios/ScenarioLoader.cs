using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;

namespace Accel.Arch.Scenarios;

/// <summary>Loads designs and workloads from their files, with <c>--set</c> applied before they are bound.</summary>
public sealed class ScenarioLoader(BindContext context)
{
    private readonly List<(string[] Parts, ConfigNode Value)> _edits = [];

    /// <summary>The mappings in force, in the order they were loaded: what a result keeps to be rebuilt.</summary>
    public List<(string File, string Kind, MapNode Map)> Inputs { get; } = [];

    /// <summary>Takes <c>path=value</c> assignments; those of a workload's keys go there, all others to the design.</summary>
    public void Set(IEnumerable<string> assignments)
    {
        foreach (string assignment in assignments)
        {
            if (NodeEdits.Parse(assignment, context.Diagnostics) is { } edit)
            {
                _edits.Add(edit);
            }
        }
    }

    /// <summary>Reads a design; null, and diagnostics, when it is wrong.</summary>
    public Design? Design(string file)
    {
        if (Load(file, DesignSchema.KindName, DesignSchema.Folder, isWorkload: false) is not { } map)
        {
            return null;
        }

        Design design = DesignSchema.Instance.Read(DesignSchema.Instance.Blank(), map, string.Empty, context);
        return context.Diagnostics.HasErrors ? null : design with { Name = NameOf(design.Name, file) };
    }

    /// <summary>Reads a workload; null, and diagnostics, when it is wrong.</summary>
    public Workload? Workload(string file)
    {
        if (Load(file, WorkloadSchema.KindName, WorkloadSchema.Folder, isWorkload: true) is not { } map)
        {
            return null;
        }

        WorkloadDraft draft = WorkloadSchema.Instance.Read(new WorkloadDraft(), map, string.Empty, context);
        return context.Diagnostics.HasErrors ? null : (draft with { Name = NameOf(draft.Name, file) }).Finish();
    }

    private MapNode? Load(string file, string kind, string folder, bool isWorkload)
    {
        if (context.Library.Load(file, kind, folder, context.Diagnostics) is not { } map)
        {
            return null;
        }

        foreach ((string[] parts, ConfigNode value) in _edits.Where(edit => ScenarioPaths.IsOfWorkload(edit.Parts[0]) == isWorkload))
        {
            map = NodeEdits.Set(map, parts, value, context.Diagnostics);
        }

        Inputs.Add((file, kind, map));
        return map;
    }

    private static string NameOf(string name, string file) => name.Length > 0 ? name : Path.GetFileNameWithoutExtension(file);
}
