using NodaTime;
using NodaTime.Text;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>
/// Tells of rejected events, an hour at a time: from the counts that metering keeps, so that telling costs metering nothing. What is metered more than two hours after the hour in
/// which the log took it is not told of.
/// </summary>
/// <param name="store">Where counts and facts are.</param>
internal sealed class RejectedUsage(IDocumentStore store)
{
    private const string DocumentId = "told-rejections";
    private static readonly Duration Reach = Duration.FromHours(2);
    private static readonly InstantPattern SortableHour = InstantPattern.CreateWithInvariantCulture("uuuuMMddHH");
    private readonly Outbox outbox = new(store);

    /// <summary>Tells of what was rejected since the last look. The first look finds what the present hour has.</summary>
    internal async Task TellAsync(Tenant tenant, Instant now, CancellationToken cancellation)
    {
        var partition = BillingDocuments.PartitionOf(tenant);
        var present = UsageWindow.HourOf(now);
        var read = await store.ReadAsync<ToldRejections>(partition, DocumentId, cancellation);
        var counters = await store.ListAllAsync<FateCounter>(FateCounter.RangeOf(tenant, present - Reach, present + Duration.FromHours(1)), cancellation);
        var hours = counters.GroupBy(counter => counter.Fates.Hour, (hour, some) => new ToldHour(hour, some.Sum(counter => counter.Fates.Rejected))).ToList();
        var told = read?.Value ?? new ToldRejections([.. hours.Where(hour => hour.Hour < present)]);
        var news = hours.Where(hour => hour.Count > told.Of(hour.Hour)).OrderBy(hour => hour.Hour).ToList();
        if (read is not null && news.Count == 0)
        {
            return;
        }

        var telling = await outbox.TellingAsync(
            tenant, [.. news.Select(hour => (Func<long, BillingFact>)(sequence => FactOf(hour, hour.Count - told.Of(hour.Hour), now, sequence)))], cancellation);

        // Where the commit does not hold, the next look does the same.
        await store.CommitAsync(partition, [new Versioned<ToldRejections>(new ToldRejections(hours), read?.ETag).ToWrite(DocumentId), .. telling], cancellation);
    }

    private static BillingFact FactOf(ToldHour hour, long added, Instant now, long sequence) => new()
    {
        Id = Id<BillingFact>.Of($"{sequence:D19}rejected{SortableHour.Format(hour.Hour)}"),
        Type = FactTypes.UsageRejected,
        At = now,
        Sequence = sequence,
        Rejected = new RejectedFigures(hour.Hour, hour.Count, added),
    };
}
