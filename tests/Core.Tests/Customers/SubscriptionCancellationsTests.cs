using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Customers;

public sealed class SubscriptionCancellationsTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 0, 0);
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 10, 0, 0);
    private static readonly Instant End = Instant.FromUtc(2026, 4, 1, 0, 0);
    private static readonly Id<Subscription> One = Id<Subscription>.Of("1");

    [Fact]
    public void It_ends_with_its_period_and_goes_on_as_it_was_where_that_is_taken_back()
    {
        var all = new AccountSubscriptions([Subscription("1")]);

        var cancelled = all.Cancel(One, End, Now, Now).OrThrow();
        Assert.Equal((End, true), (cancelled.Find(One)!.EndedAt, cancelled.Find(One)!.IsCancelledByCustomer));
        Assert.Equal(SubscriptionStatus.Active, cancelled.Find(One)!.StatusAt(Now));

        var back = cancelled.TakeBackCancellation(One, Now).OrThrow();
        Assert.Equal(all.Find(One), back.Find(One));
    }

    [Fact]
    public void An_end_that_was_agreed_before_stays() =>
        Assert.Equal(Now + Duration.FromDays(1), new AccountSubscriptions([Subscription("1") with { EndingAt = Now + Duration.FromDays(1) }]).Cancel(One, End, Now, Now).OrThrow().Find(One)!.EndedAt);

    [Fact]
    public void One_that_is_not_paid_for_yet_or_is_over_is_not_cancelled()
    {
        Assert.Equal("SUBSCRIPTION_NOT_ACTIVE", CodeOf(new AccountSubscriptions([Subscription("1") with { ActivatedAt = null }]).Cancel(One, End, Now, Now)));
        Assert.Equal("ALREADY_TERMINATED", CodeOf(new AccountSubscriptions([Subscription("1") with { EndedAt = Now }]).Cancel(One, End, Now, Now)));
        Assert.Equal("SUBSCRIPTION_NOT_FOUND", CodeOf(new AccountSubscriptions([]).Cancel(One, End, Now, Now)));
    }

    [Fact]
    public void A_customer_takes_back_only_what_the_customer_has_ended()
    {
        var byMerchant = new AccountSubscriptions([Subscription("1")]).Terminate(One, "why", End, Now, Now).OrThrow();

        Assert.Equal("CANCELLATION_NOT_FOUND", CodeOf(byMerchant.TakeBackCancellation(One, Now)));
        Assert.Equal("CANCELLATION_NOT_FOUND", CodeOf(new AccountSubscriptions([Subscription("1")]).TakeBackCancellation(One, Now)));
        Assert.Equal("SUBSCRIPTION_NOT_FOUND", CodeOf(byMerchant.TakeBackCancellation(Id<Subscription>.Of("2"), Now)));
    }

    [Fact]
    public void It_is_too_late_where_usage_may_have_been_judged_by_the_end()
    {
        var cancelled = new AccountSubscriptions([Subscription("1")]).Cancel(One, End, Now, Now).OrThrow();

        Assert.True(cancelled.TakeBackCancellation(One, End - Duration.Epsilon).TryGet(out _, out _));
        Assert.Equal("CANCELLATION_IN_FORCE", CodeOf(cancelled.TakeBackCancellation(One, End)));
    }

    [Fact]
    public void It_is_not_taken_back_where_another_subscription_has_taken_its_place()
    {
        var cancelled = new AccountSubscriptions([Subscription("1")]).Cancel(One, End, Now, Now).OrThrow();
        var followed = cancelled.Start(Subscription("2") with { StartedAt = End }).OrThrow();

        Assert.Equal("METRIC_ALREADY_SUBSCRIBED", CodeOf(followed.TakeBackCancellation(One, Now)));
    }

    private static string CodeOf(Result<AccountSubscriptions> result) => result.TryGet(out _, out var refused) ? "" : refused.Code;

    private static Subscription Subscription(string id) => new()
    {
        Id = Id<Subscription>.Of(id),
        CustomerId = Id<Customer>.Of("1"),
        Name = id,
        PlanId = Id<Plan>.Of("1"),
        PlanVersionId = Id<PlanVersion>.Of("1"),
        Currency = Currency.Parse("USD"),
        MetricIds = [Id<Metric>.Of("a")],
        StartedAt = Start,
        ActivatedAt = Start,
        PaymentTermDays = 30,
        CreatedAt = Start,
    };
}
