using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Http.Errors;

namespace Tallystick.Http.Idempotency;

/// <summary>Keeps the first answer to each key of a tenant.</summary>
/// <remarks>
/// The answer is kept after the endpoint has done its work, in another commit: a process that ends between the two leaves a marker that
/// may be taken over after <see cref="TakeOverAfter"/>, and the work is done again. Where money is at stake the body carries a key of its
/// own, which is decided in the same commit as the work.
/// </remarks>
internal sealed class AnswerKeeper(IDocumentStore store, IIdSource ids, TimeProvider time) : ICustomerErased
{
    private const int ScanSize = 500;
    private const string ErasedMessage = "The first answer was about a customer who was erased.";
    private static readonly Problem Erased = new(
        "urn:tallystick:problem:customer-erased", "Customer erased", StatusCodes.Status410Gone, ErasedMessage, "/", ErasedMessage, "CUSTOMER_ERASED", null);

    // Most requests end within a second, and then the answer to the first is there.
    private static readonly Refusal InUse =
        Refusal.Conflict("IDEMPOTENCY_KEY_IN_USE", "The first request with this Idempotency-Key is still running.") with { RetryAfter = TimeSpan.FromSeconds(1) };

    public static readonly Duration TakeOverAfter = Duration.FromSeconds(60);

    /// <summary>The answer that was kept, or null where the caller is now the one to find it; then <see cref="FinishAsync"/> or <see cref="GiveUpAsync"/> must follow.</summary>
    public async ValueTask<Result<Begun>> BeginAsync(Tenant tenant, string path, string key, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var partition = PartitionOf(tenant);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{path}\n{key}")));
        var marker = new KeptAnswer(Convert.ToHexStringLower(SHA256.HashData(body.Span)), ids.NextSuffix(), time.GetInstant());
        var begun = new Begun(partition, id, marker, null);
        if (await MarkAsync(begun, cancellation))
        {
            return begun;
        }

        var found = await store.ReadAsync<KeptAnswer>(partition, id, cancellation);
        if (found is { Value: var kept } && kept.BodyHash != marker.BodyHash)
        {
            return new Refusal(RefusalKind.Unprocessable, "IDEMPOTENCY_KEY_REUSED", "The Idempotency-Key was used with another body.");
        }

        if (found is { Value.Status: not null })
        {
            return new Begun(partition, id, marker, found.Value);
        }

        var stale = found is not null && marker.StartedAt - found.Value.StartedAt >= TakeOverAfter;
        return stale && await store.CommitAsync(partition, [DocumentWrite.Replace(id, marker.ToBody(), found!.ETag!)], cancellation)
            ? begun
            : InUse;
    }

    /// <summary>Keeps the answer, unless another attempt has taken over.</summary>
    public async ValueTask FinishAsync(Begun begun, int status, string? contentType, string body, CancellationToken cancellation)
    {
        if (await OwnAsync(begun, cancellation) is { } own)
        {
            var kept = own.Value with { Status = status, ContentType = contentType, Body = body };
            await store.CommitAsync(begun.Partition, [DocumentWrite.Replace(begun.Id, kept.ToBody(), own.ETag!)], cancellation);
        }
    }

    /// <summary>Frees the key: the work was not done, or nobody knows.</summary>
    public async ValueTask GiveUpAsync(Begun begun, CancellationToken cancellation)
    {
        if (await OwnAsync(begun, cancellation) is { } own)
        {
            await store.CommitAsync(begun.Partition, [DocumentWrite.Delete(begun.Id, own.ETag!)], cancellation);
        }
    }

    /// <summary>Puts a problem in the place of the answers that speak of the customer: they may say who it was.</summary>
    public async Task ErasedAsync(Tenant tenant, Customer customer, CancellationToken cancellation)
    {
        var range = DocumentRange.WithPrefix(PartitionOf(tenant), "");
        IReadOnlyList<StoredDocument> some;
        for (var seen = 0; (some = await store.ListAsync(range, descending: false, seen, ScanSize, cancellation)).Count > 0; seen += some.Count)
        {
            foreach (var document in some)
            {
                if (document.As<KeptAnswer>(range.Partition) is { Body: { } body } kept && body.Contains(customer.Id.ToString(), StringComparison.Ordinal))
                {
                    var erased = kept with { Status = StatusCodes.Status410Gone, ContentType = Problems.MediaType, Body = JsonSerializer.Serialize(Erased, HttpJson.Options) };
                    await store.CommitAsync(range.Partition, [DocumentWrite.Put(document.Id, erased.ToBody())], cancellation);
                }
            }
        }
    }

    private static string PartitionOf(Tenant tenant) => $"{tenant}/idempotency";

    private async ValueTask<bool> MarkAsync(Begun begun, CancellationToken cancellation)
    {
        try
        {
            return await store.CommitAsync(begun.Partition, [DocumentWrite.Create(begun.Id, begun.Marker.ToBody())], cancellation);
        }
        catch (StoreUnavailableException) when (!cancellation.IsCancellationRequested)
        {
            // The marker may stand all the same. Left alone, it would keep out the very caller who is told to come again.
            if (await OwnAsync(begun, cancellation) is null)
            {
                throw;
            }

            return true;
        }
    }

    private async ValueTask<Versioned<KeptAnswer>?> OwnAsync(Begun begun, CancellationToken cancellation) =>
        await store.ReadAsync<KeptAnswer>(begun.Partition, begun.Id, cancellation) is { } found && found.Value.Owner == begun.Marker.Owner ? found : null;

    /// <param name="Partition">Where the answer is kept.</param>
    /// <param name="Id">Under which id.</param>
    /// <param name="Marker">This attempt.</param>
    /// <param name="Answer">The answer of an earlier one.</param>
    internal sealed record Begun(string Partition, string Id, KeptAnswer Marker, KeptAnswer? Answer);
}
