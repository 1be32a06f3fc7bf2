using Tallystick.Core.Storage;
using Tallystick.Tests.Simulation.Scheduling;

namespace Tallystick.Tests.Simulation.Nodes;

/// <summary>A region's front: answers clients. Both regions append to the one log there is; each has a clock of its own.</summary>
internal sealed class IngestNode(World world, string name) : Node(world, name)
{
    /// <summary>Asks it. Never returns where the process crashes on the way.</summary>
    internal async Task<T> AskAsync<T>(Func<Services, Task<T>> question)
    {
        if (Process is not { } process)
        {
            throw new StoreUnavailableException($"{Name} is down.");
        }

        await World.Scheduler.StepAsync(process);
        return await question(Services);
    }

    /// <inheritdoc/>
    protected override async Task RunAsync(Process process)
    {
        while (true)
        {
            await WaitAsync(process, AnyTime(600, 7200));
        }
    }
}
