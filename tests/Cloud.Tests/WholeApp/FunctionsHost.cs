using Azure.Messaging.EventHubs;
using Azure.Messaging.ServiceBus;
using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Billing;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Tests.Triggers.Tests.Kit;
using Tallystick.Triggers.Commands;
using Tallystick.Triggers.Timers;
using Tallystick.Triggers.Usage;

namespace Tallystick.Tests.Cloud.Tests.WholeApp;

/// <summary>
/// Plays the Functions host for an instance of the app: hands it what comes into the hub by batches, and messages of the queues; and fires timers. As the host does,
/// it goes on behind a batch whatever became of it, and gives a message back whose function threw.
/// </summary>
internal sealed class FunctionsHost(CloudServices services, CloudApp app, int batchSize = 3)
{
    private const int MostTries = 500;

    private readonly int[] checkpoints = new int[services.Hub.Partitions.Length];

    /// <summary>How a batch of a partition is delivered.</summary>
    public delegate Task Delivery(int partition, EventData[] batch);

    /// <summary>How many messages the functions gave back.</summary>
    public int GivenBack { get; private set; }

    /// <summary>Delivers all that the hub has and that was not delivered yet.</summary>
    /// <param name="deliver">How; until it is metered, unless given.</param>
    public async Task DeliverAsync(Delivery? deliver = null)
    {
        for (var partition = 0; partition < checkpoints.Length; partition++)
        {
            while (services.Hub.EventsOf(partition).Skip(checkpoints[partition]).Take(batchSize).ToArray() is { Length: > 0 } batch)
            {
                checkpoints[partition] += batch.Length;
                await (deliver ?? MeterAsync)(partition, batch);
            }
        }
    }

    /// <summary>Meters a batch, and tries again for as long as a store cannot answer.</summary>
    public Task MeterAsync(int partition, EventData[] batch) => UntilDoneAsync(() => MeterOnceAsync(partition, batch));

    /// <summary>Has a batch metered by one call of the function.</summary>
    public Task MeterOnceAsync(int partition, EventData[] batch, CancellationToken cancellation = default) =>
        app.Function<MeterUsage>().RunAsync(batch, BatchContext.Of(partition), cancellation);

    /// <summary>Fires the timer that meters where batches stay away.</summary>
    public Task CatchUpAsync() => UntilDoneAsync(() => app.Function<CatchUpMetering>().RunAsync(new TimerInfo(), default));

    /// <summary>Fires the timers of a minute, and does the commands that they send.</summary>
    public async Task PassMinuteAsync()
    {
        // What a timer could not do is left to its next time.
        services.Time.Advance(TimeSpan.FromMinutes(1));
        await IsDoneAsync(() => app.Function<ReleaseEntitlements>().RunAsync(new TimerInfo(), default));
        await IsDoneAsync(() => app.Function<ClosePeriods>().RunAsync(new TimerInfo(), default));
        await DoCommandsAsync(DuePeriod.CommandKind, (message, actions) => app.Function<RunBillingCommand>().RunAsync(message, actions, default));
        await IsDoneAsync(() => app.Function<DeliverWebhooks>().RunAsync(new TimerInfo(), default));
        await DoCommandsAsync(DueDelivery.CommandKind, (message, actions) => app.Function<RunWebhookCommand>().RunAsync(message, actions, default));
        await IsDoneAsync(() => app.Function<MeasureLag>().RunAsync(new TimerInfo(), default));
    }

    private static async Task UntilDoneAsync(Func<Task> run)
    {
        for (var tries = 1; !await IsDoneAsync(run); tries++)
        {
            Assert.True(tries < MostTries, "It is not done, however often it is tried.");
        }
    }

    private static async Task<bool> IsDoneAsync(Func<Task> run)
    {
        try
        {
            await run();
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private async Task DoCommandsAsync(string kind, Func<ServiceBusReceivedMessage, ServiceBusMessageActions, Task> run)
    {
        var queue = services.ServiceBus.Queue(kind);
        while (queue.AcceptNext() is { } session)
        {
            if (queue.Receive(session) is { } message)
            {
                var actions = new QueueActions(queue, session);
                await run(message, actions);
                GivenBack += actions.IsGivenBack ? 1 : 0;
            }

            queue.Close(session);
        }
    }
}
