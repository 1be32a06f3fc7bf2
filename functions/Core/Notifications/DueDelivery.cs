using System.Text.Json;
using NodaTime;
using Tallystick.Core.Commands;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>A delivery that is to be tried: what its entry and the worker's command say.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Endpoint">To whom.</param>
/// <param name="Delivery">The delivery.</param>
/// <param name="Attempt">How many times it was tried before.</param>
/// <param name="At">When it is to be tried.</param>
public sealed record DueDelivery(Tenant Tenant, Id<WebhookEndpoint> Endpoint, Id<WebhookDelivery> Delivery, int Attempt, Instant At)
{
    /// <summary>The kind of the command that tries a delivery.</summary>
    public const string CommandKind = "deliver-webhook";

    /// <summary>The id of the entry.</summary>
    internal string Entry => WebhookDocuments.Due(At, Delivery);

    /// <summary>What a delivery waits for; null for one that is not to be tried.</summary>
    internal static DueDelivery? Of(Tenant tenant, WebhookDelivery delivery) => delivery.NextAttemptAt is { } at
        ? new DueDelivery(tenant, delivery.EndpointId, delivery.Id, delivery.AttemptCount, at)
        : null;

    /// <summary>Reads what <see cref="ToCommand"/> wrote.</summary>
    internal static DueDelivery Of(Command command) => JsonSerializer.Deserialize<DueDelivery>(command.Body, DocumentJson.Options)!;

    /// <summary>The command. An endpoint is called once at a time, so that a slow one holds up no other.</summary>
    internal Command ToCommand() =>
        new(CommandKind, Endpoint.ToString(), $"{Delivery}:{Attempt}:{At.ToUnixTimeMilliseconds()}", JsonSerializer.Serialize(this, DocumentJson.Options), At);

    /// <summary>The entry by which it is found should the command be lost.</summary>
    internal DocumentWrite ToWrite() => DocumentWrite.Put(Entry, this.ToBody());
}
