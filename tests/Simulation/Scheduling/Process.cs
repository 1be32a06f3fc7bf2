namespace Tallystick.Tests.Simulation.Scheduling;

/// <summary>One life of a node: from its start to its crash. What it waits for when it crashes never comes.</summary>
/// <param name="Name">What traces call it.</param>
internal sealed record Process(string Name)
{
    /// <summary>False once it has crashed: the scheduler goes on with none of its tasks.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>Called when it crashes, for whoever starts another.</summary>
    public Action? Crashed { get; init; }

    /// <summary>Ends it. Its tasks are left where they are.</summary>
    public void Crash()
    {
        if (IsAlive)
        {
            IsAlive = false;
            Crashed?.Invoke();
        }
    }
}
