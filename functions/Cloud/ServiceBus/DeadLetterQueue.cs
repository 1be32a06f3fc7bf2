using Azure.Messaging.ServiceBus;
using Tallystick.Core.Commands;

namespace Tallystick.Cloud.ServiceBus;

/// <summary>The messages that a queue's consumers could not do. They have no sessions, and are locked while they are looked at.</summary>
internal static class DeadLetterQueue
{
    private const int PageSize = 100;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    /// <summary>The oldest of them.</summary>
    public static async Task<IReadOnlyList<(DateTimeOffset EnqueuedAt, DeadCommand Dead)>> ListAsync(
        ServiceBusClient client, string kind, int take, CancellationToken cancellation)
    {
        await using var receiver = Open(client, kind);
        var looked = new List<ServiceBusReceivedMessage>();
        try
        {
            while (looked.Count < take && await NextAsync(receiver, take - looked.Count, cancellation) is { Count: > 0 } some)
            {
                looked.AddRange(some);
            }

            return [.. looked.Select(message => (message.EnqueuedTime, new DeadCommand(CommandMessage.Read(message), ReasonOf(message))))];
        }
        finally
        {
            await GiveBackAsync(receiver, looked);
        }
    }

    /// <summary>Sends those with an id again, or all where it is null.</summary>
    /// <returns>How many; at most <paramref name="take"/>.</returns>
    public static async Task<int> ReplayAsync(ServiceBusClient client, ServiceBusSender sender, string? id, int take, CancellationToken cancellation)
    {
        await using var receiver = Open(client, sender.EntityPath);
        var (count, others) = (0, new List<ServiceBusReceivedMessage>());
        try
        {
            // What has another id stays locked meanwhile, so that none is looked at twice.
            while (count < take && await NextAsync(receiver, take - count, cancellation) is { Count: > 0 } some)
            {
                foreach (var message in some)
                {
                    var command = CommandMessage.Read(message);
                    if (id is not null && command.Id != id)
                    {
                        others.Add(message);
                        continue;
                    }

                    // The message's own number makes it the same message should its answer be lost, and no duplicate of what was sent before it died.
                    await sender.SendMessageAsync(CommandMessage.Lasting(command, $"replay-{message.SequenceNumber}"), cancellation);
                    await receiver.CompleteMessageAsync(message, cancellation);
                    count++;
                }
            }

            return count;
        }
        finally
        {
            await GiveBackAsync(receiver, others);
        }
    }

    private static ServiceBusReceiver Open(ServiceBusClient client, string queue) =>
        client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });

    private static Task<IReadOnlyList<ServiceBusReceivedMessage>> NextAsync(ServiceBusReceiver receiver, int most, CancellationToken cancellation) =>
        receiver.ReceiveMessagesAsync(Math.Min(most, PageSize), Wait, cancellation);

    private static async Task GiveBackAsync(ServiceBusReceiver receiver, IEnumerable<ServiceBusReceivedMessage> messages)
    {
        foreach (var message in messages)
        {
            await Locks.TryAsync(() => receiver.AbandonMessageAsync(message, propertiesToModify: null, CancellationToken.None));
        }
    }

    private static string ReasonOf(ServiceBusReceivedMessage message) =>
        string.Join(": ", new[] { message.DeadLetterReason, message.DeadLetterErrorDescription }.Where(text => !string.IsNullOrEmpty(text)));
}
