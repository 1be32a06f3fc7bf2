using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Usage;

/// <summary>Accepts events: finds their accounts, checks their times, packs them and appends them to the log.</summary>
/// <param name="log">Where they go.</param>
/// <param name="customers">Who there is.</param>
/// <param name="clocks">What time it is for a customer.</param>
/// <param name="holds">What holds there are.</param>
/// <param name="limits">What is taken.</param>
public sealed class UsageIngest(IEventLog log, CustomerDirectory customers, Clocks clocks, HoldService holds, UsageLimits limits)
{
    /// <summary>Accepts events of one tenant.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="submissions">The events.</param>
    /// <param name="together">True where one refused event refuses all: none is logged then. False where it does not touch its neighbours.</param>
    /// <param name="cancellation">Ends the preparation; an append that has begun goes on.</param>
    /// <returns>For each submission, in order, a receipt or a refusal. When the call returns, everything with a receipt is durable.</returns>
    /// <exception cref="Storage.StoreUnavailableException">The log cannot take them: none has a receipt, and any may be in the log. Sending them again is right.</exception>
    public async Task<IReadOnlyList<Result<UsageReceipt>>> AcceptAsync(
        Tenant tenant, IReadOnlyList<UsageSubmission> submissions, bool together, CancellationToken cancellation)
    {
        var prepared = new Result<UsageEvent>[submissions.Count];
        var accepted = new List<(AccountId Account, UsageEvent Usage)>(submissions.Count);
        var subjects = submissions.Count > 1 ? new Dictionary<string, Known>(submissions.Count) : null;
        var tenants = customers.Of(tenant);
        var acceptedAt = clocks.Now;
        for (var i = 0; i < prepared.Length; i++)
        {
            var submission = submissions[i];
            Known known = default;
            if (subjects?.TryGetValue(submission.Subject, out known) != true)
            {
                var found = await tenants.ResolveAsync(submission.Subject, cancellation);
                known = new Known(
                    found?.Customer,
                    found?.AccountOf(tenant) ?? AccountId.External(tenant, submission.Subject),
                    found is { Customer.TestClockId: not null } ? await clocks.NowForAsync(tenant, found.Customer, cancellation) : acceptedAt);
                subjects?.Add(submission.Subject, known);
            }

            var refused = submission.Usage.Hold is { } hold && known.IsCustomer ? await CheckHoldAsync(submission, hold, known.Account, cancellation) : null;
            prepared[i] = refused ?? Prepare(submission, known);
            if (prepared[i].TryGet(out var usage, out _))
            {
                accepted.Add((known.Account, usage));
            }
        }

        if (accepted.Count > 0 && (!together || accepted.Count == submissions.Count))
        {
            // Once begun the append goes on without the caller: a client that hangs up must not leave half a batch. Where it fails the buffer is
            // not given back: the log may be sending it still.
            var buffer = Packing.BufferFor(accepted.Count);
            await log.AppendAsync(Packing.Pack(accepted, buffer), CancellationToken.None);
            buffer.Dispose();
        }

        return Receipts(prepared, accepted, acceptedAt);
    }

    private static Result<UsageReceipt>[] Receipts(Result<UsageEvent>[] prepared, List<(AccountId Account, UsageEvent Usage)> accepted, Instant acceptedAt)
    {
        var receipts = new Result<UsageReceipt>[prepared.Length];
        var ids = EventId.OfAll(accepted);
        for (int i = 0, next = 0; i < receipts.Length; i++)
        {
            receipts[i] = prepared[i].TryGet(out var usage, out var refusal)
                ? new UsageReceipt(ids[next], accepted[next++].Account, usage, acceptedAt)
                : refusal;
        }

        return receipts;
    }

    /// <summary>
    /// The refusal of an event that names a hold which its customer does not have; null where all is well. A hold that is resolved is taken: the
    /// work was done, and is paid from the free balance.
    /// </summary>
    private async ValueTask<Refusal?> CheckHoldAsync(UsageSubmission submission, string text, AccountId account, CancellationToken cancellation)
    {
        var exists = HoldIds.TryParse(text, out var id)
            && HoldIds.AccountOf(account.Tenant, id) == account
            && (await holds.GetHoldAsync(account, id, cancellation)).TryGet(out _, out _);
        return exists ? null : Refusal.NotFound("HOLD", text, $"{submission.Place}entitlementId");
    }

    private Result<UsageEvent> Prepare(UsageSubmission submission, in Known known)
    {
        if (!known.IsCustomer && submission.CustomerMustExist)
        {
            return Refusal.NotFound("CUSTOMER", submission.Subject, $"{submission.Place}{submission.SubjectField}");
        }

        // The field's name is made only for who needs it: all but a few customers are not erased.
        if (known.Customer is { ErasedAt: not null } erased)
        {
            return erased.RefuseErased($"{submission.Place}{submission.SubjectField}")!;
        }

        var now = known.Now;
        if (submission.Timestamp is { } timestamp && !limits.Takes(timestamp, now, submission.Usage.IsBackfill))
        {
            return Refusal.Invalid(
                $"{submission.Place}{submission.TimestampField}",
                $"The time must be at most {limits.MaxAge.TotalDays} days before and {limits.MaxAhead.TotalMinutes} minutes after {now}.",
                "TIMESTAMP_OUT_OF_RANGE");
        }

        return submission.Usage is { TimestampGiven: true } given && given.OccurredAt == submission.Timestamp
            ? given
            : submission.Usage with { OccurredAt = submission.Timestamp ?? now, TimestampGiven = submission.Timestamp is not null };
    }

    /// <summary>What is known of a subject, found once for all of its events in a call.</summary>
    private readonly record struct Known(Customer? Customer, AccountId Account, Instant Now)
    {
        internal bool IsCustomer => Customer is not null;
    }
}
