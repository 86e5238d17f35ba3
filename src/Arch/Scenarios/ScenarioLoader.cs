using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;

namespace Accel.Arch.Scenarios;

/// <summary>Loads designs and workloads from their files, with <c>--set</c> applied before they are bound.</summary>
public sealed class ScenarioLoader(BindContext context)
{
    private readonly List<(string[] Parts, ConfigNode Value)> _edits = [];

    /// <summary>
    /// Takes <c>path=value</c> assignments; those of a workload's keys go there, all others to the design.
    /// </summary>
    /// <param name="option">What the user typed before each; diagnostics name the place so.</param>
    public void Set(IEnumerable<string> assignments, string option = NodeEdits.SetOption)
    {
        foreach (string assignment in assignments)
        {
            if (NodeEdits.Parse(assignment, context.Diagnostics, option) is { } edit)
            {
                _edits.Add(edit);
            }
        }
    }

    /// <summary>Reports the assignments that only a workload could take, where a command has none.</summary>
    public void RefuseWorkloadEdits()
    {
        foreach ((string[] parts, ConfigNode value) in _edits.Where(edit => ScenarioPaths.IsOfWorkload(edit.Parts[0])))
        {
            context.Diagnostics.Error(DiagnosticCodes.Argument, value.Where,
                $"'{parts[0]}' is a key of a workload, and this command has none");
        }
    }

    /// <summary>Reads a design; null, and diagnostics, when it is wrong.</summary>
    public Design? Design(string file) =>
        Load(file, DesignSchema.KindName, DesignSchema.Folder, isWorkload: false) is { } map ? Bind(map, file) : null;

    /// <summary>Reads a workload, or a topology as one; null, and diagnostics, when it is wrong.</summary>
    public Workload? Workload(string file) =>
        Load(file, WorkloadSchema.KindName, WorkloadSchema.Folder, isWorkload: true) is { } map
            ? BindWorkload(map, file) : null;

    /// <summary>Binds a design's mapping.</summary>
    public Design? Bind(MapNode map, string file)
    {
        int before = Errors;
        Design design = DesignSchema.Instance.Read(DesignSchema.Instance.Blank(), map, string.Empty, context);
        return Errors > before ? null : design with { Name = NameOf(design.Name, file) };
    }

    /// <summary>Binds a workload's mapping.</summary>
    public Workload? BindWorkload(MapNode map, string file)
    {
        int before = Errors;
        WorkloadDraft draft = WorkloadSchema.Read(map, context);
        return Errors > before ? null : (draft with { Name = NameOf(draft.Name, file) }).Finish();
    }

    /// <summary>Errors so far; another file's must not hide this one's.</summary>
    private int Errors => context.Diagnostics.Items.Count(item => item.Severity == Severity.Error);

    private MapNode? Load(string file, string kind, string folder, bool isWorkload)
    {
        MapNode? map = isWorkload && ModelFile.IsTopology(file)
            ? OfTopology(file)
            : context.Library.Load(file, kind, folder, context.Diagnostics);
        if (map is null)
        {
            return null;
        }

        foreach ((string[] parts, ConfigNode value) in _edits.Where(edit =>
            ScenarioPaths.IsOfWorkload(edit.Parts[0]) == isWorkload))
        {
            map = NodeEdits.Set(map, parts, value, context.Diagnostics);
        }

        return map;
    }

    /// <summary>A topology named as a workload is short for a workload that says nothing but its model.</summary>
    private MapNode OfTopology(string file)
    {
        SourceLocation where = new(file, 1, 1);
        MapNode map = new([new MapNode.Entry("model", where, new ScalarNode(Path.GetFileName(file), where))], where);
        context.Library.Documents.Add((file, WorkloadSchema.KindName, map));
        return map;
    }

    private static string NameOf(string name, string file) => name.Length > 0 ? name
        : Path.GetFileNameWithoutExtension(file);
}
