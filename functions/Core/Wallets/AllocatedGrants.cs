using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>The grants that subscriptions have of their plans. Which they are to be follows from a subscription's phases, see <see cref="AllocationSpan"/>, and so do their ids.</summary>
/// <param name="store">Where the documents are.</param>
/// <param name="contexts">Reads subscriptions and their plans.</param>
internal sealed class AllocatedGrants(IDocumentStore store, SubscriptionContexts contexts)
{
    /// <summary>When a grant is tried again that the wallet did not take.</summary>
    private static readonly Duration RetryAfter = Duration.FromHours(1);

    private readonly WalletDocuments documents = new(store);
    private readonly NewGrants newGrants = new(store);

    /// <summary>Makes and reschedules a subscription's grants; done twice it changes nothing. Tells when to look again, null for never.</summary>
    internal async Task<Instant?> AlignAsync(AccountId account, Id<Subscription> id, CancellationToken cancellation)
    {
        while (true)
        {
            // The grants first: whoever knows of a later change of the subscription writes them after it, and what is decided here by an older one loses.
            var range = WalletDocumentIds.AllGrants(account.ToString());
            var listed = await store.ListAsync(range, descending: false, 0, int.MaxValue, cancellation);
            var grants = listed.Select(document => new Versioned<Grant>(document.As<Grant>(range.Partition), document.ETag)).Where(grant => grant.Value.SubscriptionId == id).ToList();
            if (await contexts.FindAsync(account.Tenant, id, cancellation) is not { Subscription.ActivatedAt: not null } context)
            {
                return null;
            }

            if (await PassAsync(context, grants, cancellation) is { } isBlocked)
            {
                var later = AllocationSpan.Of(context.Phases, context.Subscription.End).Where(span => span.From > context.Now).Min(span => (Instant?)span.From);
                var retry = context.Now + RetryAfter;
                return isBlocked ? Instant.Min(later ?? retry, retry) : later;
            }
        }
    }

    /// <summary>Brings grants in line once: null where something was to be done, and it is to be looked at again; else whether the wallet refused one.</summary>
    private async Task<bool?> PassAsync(SubscriptionContext context, List<Versioned<Grant>> grants, CancellationToken cancellation)
    {
        var (isInLine, isBlocked) = (true, false);
        var begun = AllocationSpan.Of(context.Phases, context.Subscription.End).Where(span => span.From <= context.Now).ToDictionary(span => IdOf(context.Subscription.Id, span));
        foreach (var (id, span) in begun.Where(pair => context.Customer.ErasedAt is null && grants.TrueForAll(grant => grant.Value.Id != pair.Key)))
        {
            // One that ended before it could come is not made.
            var from = Instant.Max(span.From, context.Subscription.ActivatedAt!.Value);
            if (!(span.Until <= from))
            {
                var made = await newGrants.TryTakeInAsync(context.Account, context.Customer, Make(id, span, context, from), context.Currency, context.Now, [], cancellation);
                (isInLine, isBlocked) = made is { } result && !result.TryGet(out _, out _) ? (isInLine, true) : (false, isBlocked);
            }
        }

        foreach (var grant in grants.Where(grant => grant.Value is { Recurrence: not null, VoidedAt: null }))
        {
            var (until, pauses) = begun.TryGetValue(grant.Value.Id, out var span) ? (span.Until, span.Pauses) : (context.Subscription.End, default);
            var recurrence = grant.Value.Recurrence! with { EndsAt = until, Pauses = pauses };
            if (recurrence != grant.Value.Recurrence)
            {
                isInLine = false;
                await TryRescheduleAsync(context, grant with { Value = grant.Value with { Recurrence = recurrence } }, cancellation);
            }
        }

        return isInLine ? isBlocked : null;
    }

    /// <summary>The id of a grant: one for each span, and for credits that come once, one for the life of the subscription.</summary>
    private static Id<Grant> IdOf(Id<Subscription> subscription, AllocationSpan span)
    {
        var identity = new { subscription, span.Allocation, From = span.Allocation.Interval is null ? default : span.From };
        Span<char> own = stackalloc char[26];
        Base32.Write(BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(identity.ToBody().Span)), own);
        return Id<Grant>.Of(ChildIds.CustomerOf(subscription)!.Value.Suffix + own.ToString());
    }

    private static Grant Make(Id<Grant> id, AllocationSpan span, SubscriptionContext context, Instant from)
    {
        var allocation = span.Allocation;
        if (allocation.Interval is { } interval)
        {
            // In step with the subscription; what was over when it became active does not come.
            var calendar = new BillingCalendar(span.From, interval, TimeZones.Find(context.Customer.TimeZone));
            from = calendar.StartOf(calendar.IndexOf(from)!.Value);
        }

        return new Grant
        {
            Id = id,
            CustomerId = context.Customer.Id,
            Name = allocation.Name,
            Kind = GrantKind.Paid,
            SubscriptionId = context.Subscription.Id,
            Amount = allocation.Amount,
            Currency = context.Currency,
            Priority = allocation.Priority,
            EffectiveAt = from,
            ExpiresAt = from + allocation.ExpiresAfter,
            Recurrence = allocation.Interval is not { } length ? null : new GrantRecurrence
            {
                Interval = length,
                TimeZone = context.Customer.TimeZone,
                RolloverMinimum = allocation.RolloverMinimum,
                RolloverMaximum = allocation.RolloverMaximum,
                EndsAt = span.Until,
                Pauses = span.Pauses,
            },
            IdempotencyKey = id.ToString(),
            CreatedAt = context.Now,
        };
    }

    private async Task TryRescheduleAsync(SubscriptionContext context, Versioned<Grant> grant, CancellationToken cancellation)
    {
        var (partition, id) = (context.Account.ToString(), grant.Value.Id);
        var snapshot = await documents.LoadAsync(context.Account, [], context.Currency, context.Now, cancellation);
        var entries = await store.ListAllAsync<JournalEntry>(WalletDocumentIds.AllGrantEntries(partition, id), cancellation);
        var came = entries.Where(entry => entry.Kind == JournalKind.Grant).Select(entry => LotId.TryParse(entry.Reference, out var lot) ? lot.Occurrence + 1 : 0).DefaultIfEmpty().Max();
        var change = WalletDecisions.Reschedule(snapshot.Wallet.Value, grant.Value, came, context.Now);
        if (WalletTime.NextOf(change.Wallet, id, context.Now) is { } next)
        {
            await store.CommitAsync(DueGrant.PartitionOf(context.Customer.TestClockId), [new DueGrant(context.Account, id, next).ToWrite()], cancellation);
        }

        List<DocumentWrite> writes = [.. snapshot.WritesTo(change), grant.ToWrite(WalletDocumentIds.Grant(id))];
        if (change.Wallet == snapshot.Wallet.Value)
        {
            // The wallet is written all the same, so that whoever has it come again at the same moment loses.
            writes.Add(snapshot.Wallet.ToWrite(WalletDocumentIds.Wallet));
        }

        await store.CommitAsync(partition, writes, cancellation);
    }
}
