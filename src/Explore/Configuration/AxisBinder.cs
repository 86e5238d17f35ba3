using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Scenarios;
using Accel.Arch.Workloads;
using Accel.Arch.Yaml;

namespace Accel.Explore.Configuration;

/// <summary>
/// Binds the values of an axis to setters, with one diagnostic for each mistake and not for each value.
/// </summary>
internal static class AxisBinder
{
    /// <summary>Binds an axis on every base design.</summary>
    /// <returns>For each design, the setters of the axis.</returns>
    /// <remarks>
    /// What is wrong on all designs is said once; what is wrong on some of them is said of each, with its name.
    /// </remarks>
    public static IReadOnlyList<Func<Scenario, Scenario>[]> Bind(
        AxisDraft axis, IReadOnlyList<Design> designs, Workload workload, BindContext context)
    {
        List<Func<Scenario, Scenario>[]> setters = [];
        List<(Design Design, DiagnosticBag Diagnostics)> said = [];
        foreach (Design design in designs)
        {
            DiagnosticBag own = new();
            setters.Add([.. Bind(axis, new Scenario(design, workload), context with { Diagnostics = own })]);
            said.Add((design, own));
        }

        foreach ((Design design, DiagnosticBag own) in said)
        {
            foreach (Diagnostic item in own.Items)
            {
                bool isOfAll = said.TrueForAll(other => other.Diagnostics.Items.Contains(item));
                if (!isOfAll)
                {
                    context.Diagnostics.AddRange([item with { Message = $"design {design.Name}: {item.Message}" }]);
                }
                else if (ReferenceEquals(design, designs[0]))
                {
                    context.Diagnostics.AddRange([item]);
                }
            }
        }

        return setters;
    }

    private static List<Func<Scenario, Scenario>> Bind(AxisDraft axis, Scenario sample, BindContext context)
    {
        List<Func<Scenario, Scenario>> setters = [];
        SourceLocation? refused = null;
        foreach (ScalarNode value in axis.Values.Where(value => value.Where != refused))
        {
            DiagnosticBag own = new();
            if (ScenarioPaths.Bind(axis.Path, value, sample, context with { Diagnostics = own }) is { } setter)
            {
                setters.Add(setter);
            }

            // All values of a range stand at one place: what holds for its first bad value holds for its others too.
            refused = own.HasErrors ? value.Where : refused;
            bool isPathWrong = own.Items.Any(item => item.Code == DiagnosticCodes.UnknownPath);
            context.Diagnostics.AddRange(isPathWrong ? own.Items.Select(item => item with { Where = axis.Where })
                : own.Items);
            if (isPathWrong)
            {
                break;
            }
        }

        return setters;
    }
}
