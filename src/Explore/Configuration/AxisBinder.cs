using Accel.Arch.Diagnostics;
using Accel.Arch.Scenarios;
using Accel.Arch.Yaml;

namespace Accel.Explore.Configuration;

/// <summary>
/// Binds the values of an axis to setters, with one diagnostic for each mistake and not for each value.
/// </summary>
internal static class AxisBinder
{
    public static IReadOnlyList<Func<Scenario, Scenario>> Bind(AxisDraft axis, Scenario sample, BindContext context)
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
