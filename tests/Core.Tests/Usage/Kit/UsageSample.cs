using System.Text;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Usage.Kit;

/// <summary>Things that tests of usage begin with.</summary>
internal static class UsageSample
{
    internal static readonly Instant Noon = Instant.FromUtc(2026, 1, 1, 12, 0);
    internal static readonly Tenant Tenant = new(Id<Merchant>.Of("m"), Mode.Live);
    internal static readonly Id<Customer> Customer = Id<Customer>.Of("00000000000000000000000001");
    internal static readonly AccountId Account = AccountId.Of(Tenant, Customer);

    internal static Metric MetricOf(
        Aggregation aggregation, string suffix = "1", string? eventType = "call", string? value = "$.value", Instant? effectiveAt = null) => new()
    {
        Id = Id<Metric>.Of(suffix),
        Name = $"Metric {suffix}",
        Unit = "thing",
        Aggregation = aggregation,
        EventType = eventType,
        ValueProperty = value is not null && PropertyPath.TryParse(value, out var path) ? path : null,
        CreatedAt = effectiveAt ?? Instant.FromUtc(2000, 1, 1, 0, 0),
        EffectiveAt = effectiveAt ?? Instant.FromUtc(2000, 1, 1, 0, 0),
    };

    internal static UsageEvent Reported(string key, decimal quantity, Instant? at = null, string metric = "1", string? hold = null, decimal? price = null) => new()
    {
        Key = key,
        OccurredAt = at ?? Noon,
        TimestampGiven = true,
        Measurements = [new Measurement(Id<Metric>.Of(metric), quantity, price)],
        Hold = hold,
    };

    internal static UsageEvent Typed(string key, string data, Instant? at = null, string type = "call", bool stamped = false) => new()
    {
        Key = key,
        OccurredAt = at ?? Noon,
        TimestampGiven = !stamped,
        Type = type,
        Source = "test",
        Data = Encoding.UTF8.GetBytes(data),
    };

    /// <summary>The delivery of an event at a position, as a consumer sees it.</summary>
    internal static Delivery DeliveryOf(UsageEvent usage, long sequence = 0, AccountId? account = null) =>
        Delivery.Unpack(0, RecordOf(usage, sequence, account)).Single();

    internal static LogRecord RecordOf(UsageEvent usage, long sequence = 0, AccountId? account = null)
    {
        var entry = Packing.Pack([(account ?? Account, usage)])[0];
        return new LogRecord(0, sequence, Noon, entry.Account, entry.Payload);
    }

    internal static Reading ReadingOf(Metric metric, decimal value) =>
        metric.Aggregation == Aggregation.UniqueCount ? new Reading(metric, default, 0, DecimalJsonConverter.Format(value)) : new Reading(metric, default, value);
}
