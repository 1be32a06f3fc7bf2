using NodaTime;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Notifications;

public class DeliveryTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 2, 1, 0, 0);

    private static WebhookDelivery Pending => new()
    {
        Id = Id<WebhookDelivery>.Of("1"),
        EndpointId = Id<WebhookEndpoint>.Of("1"),
        EventId = Id<BillingFact>.Of("1"),
        EventType = FactTypes.InvoicePaid,
        Sequence = 1,
        NextAttemptAt = Now,
        CreatedAt = Now,
    };

    [Fact]
    public void A_delivery_is_tried_after_waits_of_the_schedule_and_then_given_up()
    {
        string[] waits = ["PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT10H"];
        var (delivery, at) = (Pending, Now);
        foreach (var wait in waits)
        {
            delivery = delivery.Attempted(new DeliveryAttempt(at, 500, null));
            Assert.Equal((DeliveryStatus.Pending, wait), (delivery.Status, IsoDuration.Format(delivery.NextAttemptAt!.Value - at)));
            at = delivery.NextAttemptAt.Value;
        }

        delivery = delivery.Attempted(new DeliveryAttempt(at, null, "No answer."));

        Assert.Equal((DeliveryStatus.Failed, null, 8, "All attempts failed."), (delivery.Status, delivery.NextAttemptAt, delivery.AttemptCount, delivery.FailureReason));
        Assert.Equal(Duration.Zero, DeliverySchedule.WaitAfter(0));
    }

    [Theory]
    [InlineData(200, DeliveryStatus.Delivered)]
    [InlineData(204, DeliveryStatus.Delivered)]
    [InlineData(299, DeliveryStatus.Delivered)]
    [InlineData(199, DeliveryStatus.Pending)]
    [InlineData(302, DeliveryStatus.Pending)]
    [InlineData(400, DeliveryStatus.Pending)]
    [InlineData(429, DeliveryStatus.Pending)]
    [InlineData(503, DeliveryStatus.Pending)]
    [InlineData(410, DeliveryStatus.Failed)]
    public void Only_2xx_is_delivered_and_410_ends_it(int answer, DeliveryStatus expected) =>
        Assert.Equal(expected, Pending.Attempted(new DeliveryAttempt(Now, answer, null)).Status);

    [Fact]
    public void A_replay_begins_the_schedule_again_and_keeps_the_history()
    {
        var failed = Enumerable.Range(0, 8).Aggregate(Pending, (delivery, _) => delivery.Attempted(new DeliveryAttempt(Now, 500, null)));
        var later = Now + Duration.FromDays(1);

        var again = failed.Replay(later).Attempted(new DeliveryAttempt(later, 500, null));

        Assert.Equal((DeliveryStatus.Pending, later + Duration.FromSeconds(5), 9, 9), (again.Status, again.NextAttemptAt, again.AttemptCount, again.Attempts.Count));
        Assert.Null(again.FailureReason);
    }

    [Fact]
    public void Of_many_attempts_the_last_ones_are_remembered()
    {
        var delivery = Enumerable.Range(0, 20).Aggregate(
            Pending, (one, number) => one.Replay(Now).Attempted(new DeliveryAttempt(Now + Duration.FromSeconds(number), 500, null)));

        Assert.Equal((20, WebhookDelivery.MaxRemembered, Now + Duration.FromSeconds(19)), (delivery.AttemptCount, delivery.Attempts.Count, delivery.Attempts[^1].At));
    }
}
