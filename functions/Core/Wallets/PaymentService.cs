using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>Payments of customers into their wallets.</summary>
/// <param name="store">Where the documents are.</param>
/// <param name="ids">Where ids come from.</param>
/// <param name="provider">Who takes the money.</param>
/// <param name="wallets">Where it goes.</param>
/// <param name="awaited">Where they are noted until they are resolved.</param>
/// <param name="listeners">Do what follows from a payment that is resolved.</param>
public sealed class PaymentService(
    IDocumentStore store, IIdSource ids, IPaymentProvider provider, WalletService wallets, AwaitedAnswers awaited, IEnumerable<IPaymentResolved> listeners)
{
    /// <summary>
    /// Asks a customer for a payment. The same key with the same amount and currency gets the same payment as it stands; with others it is
    /// refused with <c>IDEMPOTENCY_KEY_REUSED</c>. Refused with <c>CURRENCY_MISMATCH</c> where the wallet is in another currency, and with the
    /// field where the provider cannot take the amount.
    /// </summary>
    /// <remarks>The payment is written before the provider is asked, so a repetition after a crash asks for the same one, not for a
    /// second.</remarks>
    public async Task<Result<Payment>> CreateAsync(
        Tenant tenant,
        Id<Customer> customer,
        decimal amount,
        Currency currency,
        string idempotencyKey,
        Instant now,
        CancellationToken cancellation)
    {
        var wish = new Payment
        {
            Id = PaymentIds.Next(customer, ids),
            Amount = amount,
            Currency = currency,
            CustomerId = customer,
            IdempotencyKey = idempotencyKey,
            CreatedAt = now,
        };
        List<FieldError> errors = [.. ErrorsOf(wish)];
        if (errors.Count == 0 && provider.Check(tenant, amount, currency) is { } error)
        {
            errors.Add(error);
        }

        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }

        return await WriteAndAskAsync(tenant, wish, PaymentKey.DocumentIdOf(idempotencyKey), now, cancellation);
    }

    /// <summary>
    /// Asks for the money that an invoice is to be paid with: one payment for each attempt. Asked again it is the first one, as it stands, whatever amount is left
    /// by then. Refused as <see cref="CreateAsync"/>.
    /// </summary>
    internal async Task<Result<Payment>> ChargeAsync(
        Tenant tenant, Id<Customer> customer, PaymentCharge charge, decimal amount, Currency currency, Instant now, CancellationToken cancellation)
    {
        if (provider.Check(tenant, amount, currency) is { } error)
        {
            return Refusal.Invalid([error]);
        }

        var wish = new Payment
        {
            Id = PaymentIds.Next(customer, ids),
            Amount = amount,
            Currency = currency,
            CustomerId = customer,
            IdempotencyKey = charge.Key,
            Charge = charge,
            CreatedAt = now,
        };
        return await WriteAndAskAsync(tenant, wish, WalletDocumentIds.ChargeKey(charge), now, cancellation);
    }

    /// <summary>
    /// A payment as it stands at the provider by now, or the refusal <c>PAYMENT_NOT_FOUND</c>. One that was paid meanwhile is in the wallet then,
    /// once, however often and by whomever this is asked.
    /// </summary>
    /// <exception cref="StoreUnavailableException">A store or the provider cannot answer now.</exception>
    public async Task<Result<Payment>> FollowAsync(Tenant tenant, Id<Payment> id, Instant now, CancellationToken cancellation) =>
        await ReadAsync(tenant, id, cancellation) is { } payment ? await AskAsync(tenant, payment.Value, now, cancellation) : NotFound(id);

    /// <summary>A payment, or the refusal <c>PAYMENT_NOT_FOUND</c>.</summary>
    public async Task<Result<Payment>> GetAsync(Tenant tenant, Id<Payment> id, CancellationToken cancellation) =>
        await ReadAsync(tenant, id, cancellation) is { } payment ? payment.Value : NotFound(id);

    /// <summary>
    /// Notes that a payment was made and tops the wallet up, in one commit, once. One that has failed is refused with
    /// <c>PAYMENT_RESOLVED</c>.
    /// </summary>
    public Task<Result<Payment>> ConfirmAsync(Tenant tenant, Id<Payment> id, Instant now, CancellationToken cancellation) =>
        ResolveAsync(tenant, id, new PaymentIntent(null, null, PaymentStatus.Succeeded), now, cancellation);

    /// <summary>Notes that a payment will not be made, once. One that was made is refused with <c>PAYMENT_RESOLVED</c>.</summary>
    public Task<Result<Payment>> FailAsync(Tenant tenant, Id<Payment> id, Instant now, CancellationToken cancellation) =>
        ResolveAsync(tenant, id, new PaymentIntent(null, null, PaymentStatus.Failed), now, cancellation);

    private static IEnumerable<FieldError> ErrorsOf(Payment wish)
    {
        if (wish.Amount <= 0 || !Exact.Fits(wish.Amount) || Exact.Round(wish.Amount, wish.Currency.MinorUnitDigits) != wish.Amount)
        {
            var digits = wish.Currency.MinorUnitDigits;
            yield return new FieldError(
                "amount", $"must be more than 0, with at most {digits} digits after the decimal point in {wish.Currency}", "INVALID_VALUE");
        }

        if (wish.IdempotencyKey.Length is < 1 or > 255)
        {
            yield return new FieldError("idempotencyKey", "must have 1 to 255 characters", "INVALID_VALUE");
        }
    }

    private static Refusal NotFound(Id<Payment> id) => Refusal.NotFound("PAYMENT", id.ToString());

    private async Task<Versioned<Payment>?> ReadAsync(Tenant tenant, Id<Payment> id, CancellationToken cancellation) =>
        PaymentIds.AccountOf(tenant, id) is { } account
            ? await store.ReadAsync<Payment>(account.ToString(), WalletDocumentIds.Payment(id), cancellation)
            : null;

    private async Task<Result<Payment>> WriteAndAskAsync(Tenant tenant, Payment wish, string keyId, Instant now, CancellationToken cancellation)
    {
        AwaitedAnswer? noted = null;
        var written = await Optimistic.RunAsync(() => TryWriteAsync(
            AccountId.Of(tenant, wish.CustomerId), wish, keyId, async () => noted ??= await awaited.NoteAsync(tenant, wish.Id, cancellation), cancellation));
        if (!written.TryGet(out var payment, out var refused))
        {
            return refused;
        }

        var asked = await AskAsync(tenant, payment, now, cancellation);
        if (asked.TryGet(out var after, out _) && after.Status != PaymentStatus.Pending)
        {
            await awaited.ForgetAsync(noted, cancellation);
        }

        return asked;
    }

    private async Task<Result<Payment>?> TryWriteAsync(AccountId account, Payment wish, string keyId, Func<Task> note, CancellationToken cancellation)
    {
        var partition = account.ToString();
        if (await store.ReadAsync<PaymentKey>(partition, keyId, cancellation) is { } key)
        {
            var earlier = await store.ReadAsync<Payment>(partition, WalletDocumentIds.Payment(key.Value.Payment), cancellation)
                ?? throw new DamagedStoreException($"The payment '{key.Value.Payment}' of a key is missing.");
            return wish.Charge is not null || (earlier.Value.Amount, earlier.Value.Currency) == (wish.Amount, wish.Currency)
                ? earlier.Value
                : new Refusal(
                    RefusalKind.Unprocessable, "IDEMPOTENCY_KEY_REUSED", "The idempotency key was used for a payment of another amount or currency.");
        }

        if (await wallets.GetAsync(account, cancellation) is { } wallet && wallet.Currency != wish.Currency)
        {
            return Refusal.Conflict("CURRENCY_MISMATCH", $"The wallet is in {wallet.Currency}, not in {wish.Currency}.");
        }

        await note();
        var writes = new[]
        {
            DocumentWrite.Create(WalletDocumentIds.Payment(wish.Id), wish.ToBody()),
            DocumentWrite.Create(keyId, new PaymentKey(wish.Id).ToBody()),
        };
        return await store.CommitAsync(partition, writes, cancellation) ? wish : default(Result<Payment>?);
    }

    private async Task<Result<Payment>> AskAsync(Tenant tenant, Payment payment, Instant now, CancellationToken cancellation)
    {
        if (payment.Status != PaymentStatus.Pending)
        {
            await TellAsync(tenant, payment, now, cancellation);
            return payment;
        }

        var intent = await provider.AskAsync(tenant, payment, cancellation);
        return await ResolveAsync(tenant, payment.Id, intent, now, cancellation);
    }

    private async Task<Result<Payment>> ResolveAsync(Tenant tenant, Id<Payment> id, PaymentIntent intent, Instant now, CancellationToken cancellation)
    {
        var changed = await Optimistic.RunAsync(() => TryChangeAsync(tenant, id, intent, now, cancellation));
        if (changed.TryGet(out var payment, out _))
        {
            await TellAsync(tenant, payment, now, cancellation);
        }

        return changed;
    }

    private async Task TellAsync(Tenant tenant, Payment payment, Instant now, CancellationToken cancellation)
    {
        foreach (var listener in payment.Status == PaymentStatus.Pending ? [] : listeners)
        {
            await listener.ResolvedAsync(tenant, payment, now, cancellation);
        }
    }

    private async Task<Result<Payment>?> TryChangeAsync(
        Tenant tenant, Id<Payment> id, PaymentIntent intent, Instant now, CancellationToken cancellation)
    {
        if (await ReadAsync(tenant, id, cancellation) is not { } before)
        {
            return NotFound(id);
        }

        var payment = before.Value with
        {
            PaymentUrl = before.Value.PaymentUrl ?? intent.Url,
            ProviderReference = before.Value.ProviderReference ?? intent.Reference,
            FailureCode = intent.FailureCode,
            Status = intent.Status,
        };
        if (before.Value.Status != PaymentStatus.Pending)
        {
            return intent.Status == before.Value.Status || intent.Status == PaymentStatus.Pending
                ? before.Value
                : Refusal.Conflict("PAYMENT_RESOLVED", $"The payment '{id}' has been resolved otherwise.");
        }

        if (payment == before.Value)
        {
            return payment;
        }

        var account = AccountId.Of(tenant, payment.CustomerId);
        var write = new Versioned<Payment>(payment, before.ETag).ToWrite(WalletDocumentIds.Payment(id));
        if (intent.Status != PaymentStatus.Succeeded)
        {
            return await store.CommitAsync(account.ToString(), [write], cancellation) ? payment : default(Result<Payment>?);
        }

        var toppedUp = await wallets.TryTopUpAsync(account, payment.Currency, payment.Amount, id, now, [write], cancellation);
        return toppedUp?.Then(_ => payment);
    }
}
