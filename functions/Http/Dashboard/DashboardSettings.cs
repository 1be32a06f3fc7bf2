namespace Tallystick.Http.Dashboard;

/// <summary>Where the dashboard is.</summary>
/// <param name="Directory">The folder that it was built into; it need not be there.</param>
public sealed record DashboardSettings(string Directory)
{
    /// <summary>Beside the program, where the build puts it.</summary>
    public static DashboardSettings BesideTheProgram { get; } = new(Path.Combine(AppContext.BaseDirectory, "dashboard"));
}
