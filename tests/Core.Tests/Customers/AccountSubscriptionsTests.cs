using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Customers;

public sealed class AccountSubscriptionsTests
{
    private static readonly Instant Day0 = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly Instant Real = Instant.FromUtc(2030, 1, 1, 0, 0);

    /// <summary>Days on which the one that is there starts and ends, the same of the new one, their metrics, and the refusal.</summary>
    [Theory]
    [InlineData(0, 10, 10, null, "a", "a", null)]
    [InlineData(0, 10, 9, null, "a", "a", "METRIC_ALREADY_SUBSCRIBED")]
    [InlineData(5, null, 0, 5, "a", "a", null)]
    [InlineData(5, null, 0, 6, "a", "a", "METRIC_ALREADY_SUBSCRIBED")]
    [InlineData(5, null, 0, null, "a", "a", "METRIC_ALREADY_SUBSCRIBED")]
    [InlineData(0, null, 0, null, "a b", "b c", "METRIC_ALREADY_SUBSCRIBED")]
    [InlineData(0, null, 0, null, "a b", "c d", null)]
    public void Of_a_customers_subscriptions_at_one_time_each_metric_has_one(
        int start, int? end, int newStart, int? newEnd, string metrics, string newMetrics, string? code)
    {
        var all = new AccountSubscriptions([Subscription("1", start, end, metrics)]);
        var decided = all.Start(Subscription("2", newStart, newEnd, newMetrics)).TryGet(out var after, out var refused);
        Assert.Equal(code, refused?.Code);
        Assert.Equal(code is null, decided);
        Assert.Equal(code is null ? 2 : null, after?.Subscriptions.Count);
    }

    [Fact]
    public void Starting_the_same_one_again_changes_nothing()
    {
        var all = new AccountSubscriptions([Subscription("1", 0, null, "a")]);
        Assert.Same(all, all.Start(Subscription("1", 0, null, "a")).OrThrow());
    }

    [Fact]
    public void A_customer_has_at_most_a_hundred()
    {
        var all = new AccountSubscriptions([.. Enumerable.Range(0, 100).Select(i => Subscription($"{i}", i, i + 1, "a"))]);
        Assert.False(all.Start(Subscription("x", 1000, null, "a")).TryGet(out _, out var refused));
        Assert.Equal("TOO_MANY_SUBSCRIPTIONS", refused.Code);
    }

    /// <summary>Days of start, agreed end, effective end and now; the day on which it ends, or the refusal.</summary>
    [Theory]
    [InlineData(0, null, null, 5, 5, null)]
    [InlineData(0, null, 7, 5, 7, null)]
    [InlineData(0, 6, 7, 5, 6, null)]
    [InlineData(9, null, null, 5, 9, null)]
    [InlineData(0, null, 4, 5, null, "IN_THE_PAST")]
    [InlineData(0, 5, null, 5, null, "ALREADY_TERMINATED")]
    public void A_termination_takes_nothing_back(int start, int? agreed, int? effective, int now, int? end, string? code)
    {
        var all = new AccountSubscriptions([Subscription("1", start, agreed, "a")]);
        all.Terminate(Id<Subscription>.Of("1"), "why", effective is { } day ? Day(day) : null, Day(now), Real).TryGet(out var after, out var refused);
        Assert.Equal(code, refused?.Code);
        Assert.Equal(end is { } ended ? Day(ended) : null, after?.Subscriptions[0].EndedAt);
        Assert.Equal(code is null ? Real : null, after?.Subscriptions[0].EndRecordedAt);
    }

    [Fact]
    public void Activating_again_keeps_the_first_time()
    {
        var pending = new AccountSubscriptions([Subscription("1", 0, null, "a") with { ActivatedAt = null }]);
        Assert.Equal(SubscriptionStatus.PendingPayment, pending.Subscriptions[0].StatusAt(Day(1)));
        var once = pending.Activate(Id<Subscription>.Of("1"), Day(1), Real).OrThrow();
        var active = once.Activate(Id<Subscription>.Of("1"), Day(2), Real + Duration.FromDays(1)).OrThrow();
        Assert.Equal((Day(1), Real), (active.Subscriptions[0].ActivatedAt, active.Subscriptions[0].ActivationRecordedAt));
        Assert.Equal(SubscriptionStatus.Active, active.Subscriptions[0].StatusAt(Day(1)));
    }

    private static Instant Day(int day) => Day0 + Duration.FromDays(day);

    private static Subscription Subscription(string id, int start, int? end, string metrics) => new()
    {
        Id = Id<Subscription>.Of(id),
        CustomerId = Id<Customer>.Of("1"),
        Name = id,
        PlanId = Id<Plan>.Of("1"),
        PlanVersionId = Id<PlanVersion>.Of("1"),
        Currency = Currency.Parse("USD"),
        MetricIds = [.. metrics.Split(' ').Select(Id<Metric>.Of)],
        StartedAt = Day(start),
        EndingAt = end is { } day ? Day(day) : null,
        ActivatedAt = Day(start),
        PaymentTermDays = 30,
        CreatedAt = Day(start),
    };
}
