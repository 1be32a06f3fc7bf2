using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>A tenant's endpoints. Which addresses may be called is for the host to say; see <see cref="IWebhookSender"/>.</summary>
/// <param name="store">Where they are.</param>
/// <param name="ids">Where their names come from.</param>
/// <param name="secrets">Where their secrets come from.</param>
public sealed class WebhookEndpoints(IDocumentStore store, IIdSource ids, ISecretSource secrets)
{
    /// <summary>How many a tenant may have: a fact is handed to all of them in one commit.</summary>
    public const int MaxEndpoints = 16;

    private readonly Outbox outbox = new(store);

    /// <summary>Makes an endpoint: it is told of every fact that becomes true after this has returned. Refused: <c>TOO_MANY_WEBHOOK_ENDPOINTS</c>.</summary>
    public async Task<Result<WebhookEndpoint>> CreateAsync(
        Tenant tenant, string url, IReadOnlyList<string> eventTypes, string? description, Instant now, CancellationToken cancellation)
    {
        var id = ids.Next<WebhookEndpoint>();
        var secret = WebhookSecret.Create(secrets);
        while (true)
        {
            var head = await outbox.ReadHeadAsync(tenant, cancellation);
            if (head.Value.Endpoints >= MaxEndpoints)
            {
                return Refusal.Conflict("TOO_MANY_WEBHOOK_ENDPOINTS", $"There are {MaxEndpoints} endpoints already: delete one first.");
            }

            var endpoint = new WebhookEndpoint
            {
                Id = id,
                Url = url,
                EventTypes = eventTypes,
                Description = description,
                Secret = secret,
                AfterSequence = head.Value.Sequence,
                CreatedAt = now,
            };
            var counted = head with { Value = head.Value with { Endpoints = head.Value.Endpoints + 1 } };
            if (await store.CommitAsync(
                BillingDocuments.PartitionOf(tenant),
                [DocumentWrite.Create(id.ToString(), endpoint.ToBody()), counted.ToWrite(WebhookDocuments.Head)],
                cancellation))
            {
                return endpoint;
            }
        }
    }

    /// <summary>An endpoint by id. Refused: <c>WEBHOOK_ENDPOINT_NOT_FOUND</c>.</summary>
    public async Task<Result<WebhookEndpoint>> GetAsync(Tenant tenant, Id<WebhookEndpoint> id, CancellationToken cancellation) =>
        await ReadAsync(tenant, id, cancellation) is { } found ? found.Value : NotFound(id);

    /// <summary>The endpoints, newest first.</summary>
    public ValueTask<Page<WebhookEndpoint>> PageAsync(Tenant tenant, PageRequest page, CancellationToken cancellation) =>
        store.PageAsync<WebhookEndpoint>(WebhookDocuments.EndpointsOf(tenant), page, cancellation);

    /// <summary>Changes an endpoint. Refused: <c>WEBHOOK_ENDPOINT_NOT_FOUND</c>.</summary>
    public async Task<Result<WebhookEndpoint>> ChangeAsync(
        Tenant tenant, Id<WebhookEndpoint> id, Func<WebhookEndpoint, WebhookEndpoint> change, CancellationToken cancellation)
    {
        while (await ReadAsync(tenant, id, cancellation) is { } read)
        {
            var changed = read with { Value = change(read.Value) };
            if (await store.CommitAsync(BillingDocuments.PartitionOf(tenant), [changed.ToWrite(id.ToString())], cancellation))
            {
                return changed.Value;
            }
        }

        return NotFound(id);
    }

    /// <summary>Gives an endpoint a new secret; the one so far signs too for a day. Refused: <c>WEBHOOK_ENDPOINT_NOT_FOUND</c>.</summary>
    public Task<Result<WebhookEndpoint>> RotateSecretAsync(Tenant tenant, Id<WebhookEndpoint> id, Instant now, CancellationToken cancellation)
    {
        var secret = WebhookSecret.Create(secrets);
        return ChangeAsync(tenant, id, endpoint => endpoint.Rotate(secret, now), cancellation);
    }

    /// <summary>Deletes an endpoint; what it has not been told by then it is not told any more. Refused: <c>WEBHOOK_ENDPOINT_NOT_FOUND</c>.</summary>
    public async Task<Result<WebhookEndpoint>> DeleteAsync(Tenant tenant, Id<WebhookEndpoint> id, CancellationToken cancellation)
    {
        while (await ReadAsync(tenant, id, cancellation) is { } read)
        {
            var head = await outbox.ReadHeadAsync(tenant, cancellation);
            var counted = head with { Value = head.Value with { Endpoints = head.Value.Endpoints - 1 } };
            if (await store.CommitAsync(
                BillingDocuments.PartitionOf(tenant),
                [DocumentWrite.Delete(id.ToString(), read.ETag!), counted.ToWrite(WebhookDocuments.Head)],
                cancellation))
            {
                return read.Value;
            }
        }

        return NotFound(id);
    }

    private static Refusal NotFound(Id<WebhookEndpoint> id) => Refusal.NotFound("WEBHOOK_ENDPOINT", id.ToString());

    private ValueTask<Versioned<WebhookEndpoint>?> ReadAsync(Tenant tenant, Id<WebhookEndpoint> id, CancellationToken cancellation) =>
        store.ReadAsync<WebhookEndpoint>(BillingDocuments.PartitionOf(tenant), id.ToString(), cancellation);
}
