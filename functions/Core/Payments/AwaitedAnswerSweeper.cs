using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Payments;

/// <summary>
/// Asks providers how payments, refunds and methods stand that nobody has told of: a message may be lost, and so may the process that asked. Run by a timer; may run
/// late, twice, or several at once.
/// </summary>
/// <param name="store">Where the entries are.</param>
/// <param name="customers">Whose they are.</param>
/// <param name="clocks">What time it is for them.</param>
/// <param name="payments">Follows payments.</param>
/// <param name="refunds">Follows refunds.</param>
/// <param name="methods">Follows methods.</param>
public sealed class AwaitedAnswerSweeper(
    IDocumentStore store, CustomerRegister customers, Clocks clocks, PaymentService payments, PaymentRefunds refunds, PaymentMethods methods)
{
    /// <summary>How many are looked at by a sweep: the rest is due for the next.</summary>
    private const int SweepSize = 100;

    /// <summary>How often a provider that cannot answer is asked by a sweep: each may take as long as an answer is waited for.</summary>
    private const int MaxMissed = 3;

    /// <summary>How long an entry without its thing is kept: it may be about to be written. Far longer than that takes.</summary>
    private static readonly Duration Patience = Duration.FromHours(1);

    /// <summary>Looks at those that are due, the earliest first. Each is looked at again as late as it is old by then, up to six hours, and for 35 days.</summary>
    /// <param name="now">The real time.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>How many have their answer.</returns>
    /// <exception cref="StoreUnavailableException">Some could not be looked at: they are, later.</exception>
    public async Task<int> SweepAsync(Instant now, CancellationToken cancellation)
    {
        var (answered, missed) = (0, new List<StoreUnavailableException>());
        foreach (var entry in await store.ListAsync(AwaitedAnswer.DueAt(now), descending: false, 0, SweepSize, cancellation))
        {
            var awaited = entry.As<AwaitedAnswer>(AwaitedAnswer.Partition);
            var isAnswered = false;
            try
            {
                isAnswered = await LookAsync(awaited, now, cancellation);
            }
            catch (StoreUnavailableException exception)
            {
                missed.Add(exception);
            }

            IEnumerable<DocumentWrite?> writes = [DocumentWrite.Delete(entry.Id, entry.ETag), isAnswered ? null : awaited.NotingNext(now)];
            await store.CommitAsync(AwaitedAnswer.Partition, [.. writes.OfType<DocumentWrite>()], cancellation);
            answered += isAnswered ? 1 : 0;
            if (missed.Count == MaxMissed)
            {
                break;
            }
        }

        return missed.Count == 0 ? answered : throw new StoreUnavailableException("Some answers of payment providers could not be asked for.", missed[0]);
    }

    /// <returns>True where there is nothing more to wait for.</returns>
    private async Task<bool> LookAsync(AwaitedAnswer awaited, Instant now, CancellationToken cancellation)
    {
        if (awaited.Method is { } method)
        {
            return IsOver(await methods.FollowAsync(awaited.Tenant, method, cancellation), found => found.Status != PaymentMethodStatus.Pending, awaited, now);
        }

        if (awaited.Payment is not { } payment || !(await payments.GetAsync(awaited.Tenant, payment, cancellation)).TryGet(out var of, out _))
        {
            return awaited.NotedAt + Patience <= now;
        }

        var customer = (await customers.GetAsync(awaited.Tenant, of.CustomerId, cancellation)).OrThrow();
        var theirs = await clocks.NowForAsync(awaited.Tenant, customer, cancellation);
        return awaited.Refund is { } refund
            ? IsOver(await refunds.FollowAsync(awaited.Tenant, payment, refund, theirs, cancellation), found => found.Status != PaymentRefundStatus.Pending, awaited, now)
            : IsOver(await payments.FollowAsync(awaited.Tenant, payment, theirs, cancellation), found => found.Status != PaymentStatus.Pending, awaited, now);
    }

    private static bool IsOver<T>(Result<T> followed, Func<T, bool> isResolved, AwaitedAnswer awaited, Instant now) =>
        followed.TryGet(out var found, out _) ? isResolved(found) : awaited.NotedAt + Patience <= now;
}
