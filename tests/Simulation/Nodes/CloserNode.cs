using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Commands;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Simulation.Faults;
using Tallystick.Tests.Simulation.Scheduling;

namespace Tallystick.Tests.Simulation.Nodes;

/// <summary>A machine of timers and commands: finds periods, holds, grants and webhooks that are due, and deals with them.</summary>
internal sealed class CloserNode(World world, string name) : Node(world, name)
{
    private static readonly Duration Interval = Duration.FromHours(1);

    /// <inheritdoc/>
    protected override async Task RunAsync(Process process)
    {
        while (true)
        {
            var late = World.Faults.Happens(FaultKind.TimerLate, Name) ? AnyTime(600, 6 * 3600) : Duration.Zero;
            await WaitAsync(process, Interval + AnyTime(0, 60) + late);
            if (!World.Faults.Happens(FaultKind.TimerNever, Name))
            {
                var times = World.Faults.Happens(FaultKind.TimerTwice, Name) ? 2 : 1;
                await Task.WhenAll(Enumerable.Range(0, times).Select(_ => World.GuardAsync(Name, FireAsync)));
            }
        }
    }

    private async Task FireAsync()
    {
        await Services.Closing.SweepAsync(Clock.Now, default);
        await Services.Outboxes.SweepAsync(Clock.Now, default);
        await DoAllAsync(DuePeriod.CommandKind, Services.Closing.RunAsync);
        await DoAllAsync(DueDelivery.CommandKind, Services.Deliverer.RunAsync);
        await Services.Sweeper.SweepAllAsync(new WalletClock(Clock.Now), default);
        await Services.GrantSweeper.SweepAllAsync(new WalletClock(Clock.Now), default);
    }

    private async Task DoAllAsync(string kind, Func<Command, CancellationToken, Task> run)
    {
        while (await Services.Commands.ReceiveAsync(kind, default) is { } leased)
        {
            await DoAsync(leased, run);
        }
    }

    // As the hosts' workers do, but for what can never be done: here that is a broken promise.
    private async Task DoAsync(LeasedCommand leased, Func<Command, CancellationToken, Task> run)
    {
        try
        {
            await run(leased.Command, default);
            await Services.Commands.CompleteAsync(leased, default);
        }
        catch (StoreUnavailableException)
        {
            await Services.Commands.AbandonAsync(leased, Duration.FromSeconds(Random.Next(1, 31)), default);
        }
    }
}
