using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Tests.Simulation.Scheduling;

namespace Tallystick.Tests.Simulation.Nodes;

/// <summary>How clients ask: whichever region, and again until there is an answer.</summary>
internal sealed class Asking(World world, Cluster cluster)
{
    /// <summary>What clients wait as.</summary>
    internal static readonly Process Outside = new("client");

    private readonly Random random = world.RandomFor("clients");

    /// <summary>Asks until there is an answer.</summary>
    internal async Task<T> AskAsync<T>(Func<Services, Task<T>> question)
    {
        while (true)
        {
            var (isAnswered, answer) = await TryAskAsync(question);
            if (isAnswered)
            {
                return answer!;
            }

            await world.Scheduler.WaitAsync(Outside, Duration.FromSeconds(random.Next(1, 300)));
        }
    }

    /// <summary>Asks any region; without an answer where there is none within a while, which says nothing about what was done.</summary>
    internal async Task<(bool IsAnswered, T? Answer)> TryAskAsync<T>(Func<Services, Task<T>> question)
    {
        var region = cluster.InRegions[random.Next(cluster.InRegions.Count)];
        var asked = region.AskAsync(question);
        await Task.WhenAny(asked, world.Scheduler.WaitAsync(Outside, Duration.FromSeconds(random.Next(1, 120))));
        if (!asked.IsCompleted)
        {
            return default;
        }

        try
        {
            return (true, await asked);
        }
        catch (StoreUnavailableException)
        {
            return default;
        }
    }
}
