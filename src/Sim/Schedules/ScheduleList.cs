using Accel.Sim.BitSerial;
using Accel.Sim.Systolic.Ant2022;
using Accel.Sim.Systolic.BitFusion;
using Accel.Sim.Systolic.ScaleSim;

namespace Accel.Sim.Schedules;

/// <summary>The schedules, by name. A new one adds one line here.</summary>
public static class ScheduleList
{
    public static readonly IReadOnlyList<ISchedule> All =
    [
        new AccelSchedule(Families.All),
        new Bitmod2024Schedule(),
        new Bitmod2025Schedule(),
        new ScaleSimSchedule(),
        new Ant2022Schedule(),
        new BitFusionSchedule(),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(schedule => schedule.Name)];

    /// <summary>The schedule of a name that the configuration reader has let pass.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ISchedule Get(string name)
    {
        // By index: enumerating would allocate for every design point.
        for (int i = 0; i < All.Count; i++)
        {
            if (All[i].Name == name)
            {
                return All[i];
            }
        }

        throw new ArgumentException($"there is no schedule '{name}'", nameof(name));
    }
}
