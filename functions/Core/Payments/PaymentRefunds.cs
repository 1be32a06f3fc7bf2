using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Payments;

/// <summary>
/// Gives payments back to where they came from. The money leaves the wallet in the commit that writes the refund, so that it cannot be used meanwhile, and comes
/// back into it where the provider refuses.
/// </summary>
/// <param name="store">Where the documents are.</param>
/// <param name="ids">Where ids come from.</param>
/// <param name="provider">Who gives it back.</param>
/// <param name="awaited">Where refunds are noted until the provider has answered.</param>
public sealed class PaymentRefunds(IDocumentStore store, IIdSource ids, IPaymentProvider provider, AwaitedAnswers awaited)
{
    private readonly WalletDocuments wallets = new(store);
    private readonly RefundFacts facts = new(store);

    /// <summary>
    /// Gives part of a payment back. The same key gets the same refund as it stands. Refused: <c>PAYMENT_NOT_FOUND</c>; <c>PAYMENT_NOT_SUCCEEDED</c>; the field where
    /// the amount is not above 0 in whole minor units; <c>REFUND_EXCEEDS_PAYMENT</c>; <c>INSUFFICIENT_FUNDS</c> where the wallet's balance has less;
    /// <c>IDEMPOTENCY_KEY_REUSED</c> with another amount.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">The payment.</param>
    /// <param name="amount">How much.</param>
    /// <param name="reason">Why; null for none.</param>
    /// <param name="idempotencyKey">The merchant's key for it, 1 to 255 characters; null for none.</param>
    /// <param name="now">The customer's time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Result<PaymentRefund>> CreateAsync(
        Tenant tenant, Id<Payment> id, decimal amount, string? reason, string? idempotencyKey, Instant now, CancellationToken cancellation)
    {
        if (PaymentIds.AccountOf(tenant, id) is not { } account)
        {
            return NotFound(id);
        }

        AwaitedAnswer? noted = null;
        var refundId = OwnedIds.Next<PaymentRefund>(account.Customer!.Value, ids);
        var written = await Optimistic.RunAsync(() => TryWriteAsync(
            account,
            id,
            (refundId, amount, reason, idempotencyKey is null ? null : KeyOf(id, idempotencyKey)),
            async () => noted ??= await awaited.NoteAsync(tenant, id, refundId, cancellation),
            now,
            cancellation));
        if (!written.TryGet(out var refund, out var refused))
        {
            return refused;
        }

        var followed = refund.Status == PaymentRefundStatus.Pending ? await FollowAsync(tenant, id, refund.Id, now, cancellation) : refund;
        if (followed.TryGet(out var after, out _) && after.Status != PaymentRefundStatus.Pending)
        {
            await awaited.ForgetAsync(noted, cancellation);
        }

        return followed;
    }

    /// <summary>A refund as it stands at the provider by now, or the refusal <c>REFUND_NOT_FOUND</c>. What the provider refused is in the wallet again, once.</summary>
    /// <exception cref="StoreUnavailableException">A store or the provider cannot answer now.</exception>
    public async Task<Result<PaymentRefund>> FollowAsync(
        Tenant tenant, Id<Payment> payment, Id<PaymentRefund> id, Instant now, CancellationToken cancellation)
    {
        if (await ReadAsync(tenant, payment, id, cancellation) is not ({ } read, { } of))
        {
            return Refusal.NotFound("REFUND", id.ToString());
        }

        if (read.Value.Status == PaymentRefundStatus.Failed)
        {
            await facts.TellAsync(tenant, read.Value, now, cancellation);
            return read.Value;
        }

        return await ChangeAsync(tenant, payment, id, await provider.AskRefundAsync(tenant, of.Value, read.Value, cancellation), now, cancellation);
    }

    /// <summary>Notes that a refund was made by hand, once. One that has failed is refused with <c>REFUND_RESOLVED</c>.</summary>
    public Task<Result<PaymentRefund>> ConfirmAsync(Tenant tenant, Id<Payment> payment, Id<PaymentRefund> id, Instant now, CancellationToken cancellation) =>
        ChangeAsync(tenant, payment, id, new PaymentRefundIntent(null, PaymentRefundStatus.Succeeded), now, cancellation);

    /// <summary>The refunds of a payment, in the order of their ids; or the refusal <c>PAYMENT_NOT_FOUND</c>.</summary>
    public async Task<Result<IReadOnlyList<PaymentRefund>>> ListAsync(Tenant tenant, Id<Payment> id, CancellationToken cancellation)
    {
        if (PaymentIds.AccountOf(tenant, id)?.ToString() is not { } partition
            || await store.ReadAsync(partition, WalletDocumentIds.Payment(id), cancellation) is null)
        {
            return NotFound(id);
        }

        var all = await store.ListAllAsync<PaymentRefund>(PaymentDocuments.Refunds(partition, id), cancellation);
        return all.OrderBy(refund => refund.CreatedAt).ThenBy(refund => refund.Id.ToString(), StringComparer.Ordinal).ToList();
    }

    private static Refusal NotFound(Id<Payment> id) => Refusal.NotFound("PAYMENT", id.ToString());

    private static string KeyOf(Id<Payment> payment, string key) =>
        PaymentDocuments.RefundKey(payment, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));

    private async Task<Result<PaymentRefund>?> TryWriteAsync(
        AccountId account,
        Id<Payment> id,
        (Id<PaymentRefund> Id, decimal Amount, string? Reason, string? Key) wish,
        Func<Task> note,
        Instant now,
        CancellationToken cancellation)
    {
        // In this order: of a wallet that was read before its refund was found missing, nothing was taken for it.
        var partition = account.ToString();
        var snapshot = await wallets.LoadAsync(account, [], default, now, cancellation);
        if (await store.ReadAsync<Payment>(partition, WalletDocumentIds.Payment(id), cancellation) is not { } payment)
        {
            return NotFound(id);
        }

        if (wish.Key is { } key && await store.ReadAsync<RefundKey>(partition, key, cancellation) is { } known)
        {
            var earlier = await store.ReadAsync<PaymentRefund>(partition, PaymentDocuments.Refund(id, known.Value.Refund), cancellation)
                ?? throw new DamagedStoreException($"The refund '{known.Value.Refund}' of a key is missing.");
            return earlier.Value.Amount == wish.Amount
                ? earlier.Value
                : new Refusal(RefusalKind.Unprocessable, "IDEMPOTENCY_KEY_REUSED", "The idempotency key was used for a refund of another amount.");
        }

        if (RefundDecision.Check(payment.Value, wish.Amount) is { } refused)
        {
            return refused;
        }

        if (!WalletDecisions.Refund(snapshot.Wallet.Value, wish.Id, wish.Amount, now).TryGet(out var change, out refused))
        {
            return refused;
        }

        await note();
        var refund = new PaymentRefund
        {
            Id = wish.Id,
            PaymentId = id,
            CustomerId = payment.Value.CustomerId,
            Amount = wish.Amount,
            Currency = payment.Value.Currency,
            Reason = wish.Reason,
            CreatedAt = now,
        };
        var after = payment.Value with { RefundedAmount = payment.Value.RefundedAmount + wish.Amount };
        List<DocumentWrite> writes =
        [
            .. snapshot.WritesTo(change), (payment with { Value = after }).ToWrite(WalletDocumentIds.Payment(id)),
            DocumentWrite.Create(PaymentDocuments.Refund(id, refund.Id), refund.ToBody()),
        ];
        if (wish.Key is { } newKey)
        {
            writes.Add(DocumentWrite.Create(newKey, new RefundKey(refund.Id).ToBody()));
        }

        return await store.CommitAsync(partition, writes, cancellation) ? refund : default(Result<PaymentRefund>?);
    }

    private async Task<Result<PaymentRefund>> ChangeAsync(
        Tenant tenant, Id<Payment> payment, Id<PaymentRefund> id, PaymentRefundIntent intent, Instant now, CancellationToken cancellation)
    {
        var changed = await Optimistic.RunAsync(() => TryChangeAsync(tenant, payment, id, intent, now, cancellation));
        if (changed.TryGet(out var refund, out _))
        {
            // Before whoever waits for the answer is told that there is one: a crash on the way makes it be told by the next who looks.
            await facts.TellAsync(tenant, refund, now, cancellation);
        }

        return changed;
    }

    private async Task<Result<PaymentRefund>?> TryChangeAsync(
        Tenant tenant, Id<Payment> payment, Id<PaymentRefund> id, PaymentRefundIntent intent, Instant now, CancellationToken cancellation)
    {
        if (PaymentIds.AccountOf(tenant, payment) is not { } account)
        {
            return Refusal.NotFound("REFUND", id.ToString());
        }

        // In this order: what a refund is not said to have done, the wallet has not done yet.
        var snapshot = await wallets.LoadAsync(account, [], default, now, cancellation);
        if (await ReadAsync(tenant, payment, id, cancellation) is not ({ } read, { } of))
        {
            return Refusal.NotFound("REFUND", id.ToString());
        }

        var before = read.Value;
        if (!RefundDecision.Answer(before, intent).TryGet(out var after, out var refused) || after == before)
        {
            return refused is null ? before : refused;
        }

        List<DocumentWrite> writes = [(read with { Value = after }).ToWrite(PaymentDocuments.Refund(payment, id))];
        if (after.Status != before.Status)
        {
            var isReturned = after.Status == PaymentRefundStatus.Failed;
            writes.AddRange(snapshot.WritesTo(isReturned
                ? WalletDecisions.ReturnRefund(snapshot.Wallet.Value, id, before.Amount, before.Status == PaymentRefundStatus.Succeeded, now)
                : WalletDecisions.CompleteRefund(snapshot.Wallet.Value, id, before.Amount, now)));
            if (isReturned)
            {
                var left = of.Value with { RefundedAmount = of.Value.RefundedAmount - before.Amount };
                writes.Add((of with { Value = left }).ToWrite(WalletDocumentIds.Payment(payment)));
            }
        }

        return await store.CommitAsync(account.ToString(), writes, cancellation) ? after : default(Result<PaymentRefund>?);
    }

    private async Task<(Versioned<PaymentRefund>? Refund, Versioned<Payment>? Payment)> ReadAsync(
        Tenant tenant, Id<Payment> payment, Id<PaymentRefund> id, CancellationToken cancellation) =>
        PaymentIds.AccountOf(tenant, payment)?.ToString() is { } partition
            ? (await store.ReadAsync<PaymentRefund>(partition, PaymentDocuments.Refund(payment, id), cancellation),
                await store.ReadAsync<Payment>(partition, WalletDocumentIds.Payment(payment), cancellation))
            : (null, null);
}
