using NodaTime;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Notifications;

public class WebhookDelivererTests
{
    private static async Task<(WebhookWorld World, WebhookEndpoint Endpoint)> IssuedAsync(params string[] types)
    {
        var world = await WebhookWorld.CreateAsync();
        var endpoint = await world.AddEndpointAsync(types);
        await world.UseAsync();
        await world.CloseAsync();
        return (world, endpoint);
    }

    [Fact]
    public async Task A_fact_is_told_to_those_who_want_it_once_under_one_id()
    {
        var (world, endpoint) = await IssuedAsync();
        await world.AddEndpointAsync(FactTypes.InvoicePaid);

        await world.TurnAsync();
        await world.TurnAsync();

        var message = Assert.Single(world.Receiver.Got);
        Assert.Equal((endpoint.Url, FactTypes.InvoiceIssued, world.Pipeline.Time.Now), (message.Url, message.Fact.Type, message.At));
        Assert.Equal([endpoint.Secret], message.Secrets);
        Assert.Empty(await world.UntoldAsync());
        var delivery = await world.DeliveryAsync(endpoint.Id);
        Assert.Equal((message.Fact.Id, DeliveryStatus.Delivered, 200), (delivery.EventId, delivery.Status, delivery.Attempts.Single().StatusCode));
    }

    [Fact]
    public async Task A_receiver_that_fails_is_called_again_when_the_schedule_says_and_not_before()
    {
        var (world, endpoint) = await IssuedAsync();
        world.Receiver.Answer = _ => new WebhookAnswer(null, "No answer.");
        await world.TurnAsync();
        world.Pipeline.Time.Advance(TimeSpan.FromSeconds(4));
        await world.TurnAsync();
        Assert.Single(world.Receiver.Got);

        world.Receiver.Answer = _ => new WebhookAnswer(200);
        world.Pipeline.Time.Advance(TimeSpan.FromSeconds(1));
        await world.TurnAsync();

        Assert.Equal(2, world.Receiver.Got.Count);
        Assert.Single(world.Receiver.Got.Select(message => message.Fact).Distinct());
        Assert.Equal(DeliveryStatus.Delivered, (await world.DeliveryAsync(endpoint.Id)).Status);
    }

    [Fact]
    public async Task A_command_that_is_done_twice_sends_once()
    {
        var (world, _) = await IssuedAsync();
        await new WebhookSweeper(world.Pipeline.Store, world.Queue).SweepAsync(world.Pipeline.Time.Now, default);
        var leased = (await world.Queue.ReceiveAsync(DueDelivery.CommandKind, default))!;
        var deliverer = new WebhookDeliverer(world.Pipeline.Store, world.Queue, world.Receiver, world.Pipeline.Time);

        await deliverer.RunAsync(leased.Command, default);
        await deliverer.RunAsync(leased.Command, default);

        Assert.Single(world.Receiver.Got);
    }

    [Fact]
    public async Task An_endpoint_that_answers_410_is_disabled_with_the_reason_and_called_again_once_it_is_enabled()
    {
        var (world, endpoint) = await IssuedAsync();
        world.Receiver.Answer = _ => new WebhookAnswer(410);
        await world.TurnAsync();
        var disabled = (await world.Endpoints.GetAsync(Tenant, endpoint.Id, default)).OrThrow();
        Assert.Equal((world.Pipeline.Time.Now, "The receiver answered 410 Gone."), (disabled.DisabledAt, disabled.DisabledReason));
        var delivery = await world.DeliveryAsync(endpoint.Id);
        Assert.Equal(DeliveryStatus.Failed, delivery.Status);
        Assert.False((await world.Deliveries.ReplayAsync(Tenant, delivery.Id, world.Pipeline.Time.Now, default)).TryGet(out _, out var refused));
        Assert.Equal("WEBHOOK_ENDPOINT_DISABLED", refused!.Code);

        world.Receiver.Answer = _ => new WebhookAnswer(200);
        (await world.Endpoints.ChangeAsync(Tenant, endpoint.Id, one => one.Enable(), default)).OrThrow();
        (await world.Deliveries.ReplayAsync(Tenant, delivery.Id, world.Pipeline.Time.Now, default)).OrThrow();
        await world.TurnAsync();

        Assert.Equal((DeliveryStatus.Delivered, 2), ((await world.DeliveryAsync(endpoint.Id)).Status, world.Receiver.Got.Count));
    }

    [Fact]
    public async Task Bug_an_endpoint_whose_address_was_changed_during_a_call_was_disabled_by_the_410_of_the_old_one()
    {
        var (world, endpoint) = await IssuedAsync();
        world.Receiver.Answer = _ =>
        {
            var change = world.Endpoints.ChangeAsync(Tenant, endpoint.Id, one => one with { Url = "https://example.com/new" }, default);
            Assert.True(change.IsCompletedSuccessfully);
            return new WebhookAnswer(410);
        };

        await world.TurnAsync();

        Assert.Null((await world.Endpoints.GetAsync(Tenant, endpoint.Id, default)).OrThrow().DisabledAt);
        Assert.Equal(DeliveryStatus.Failed, (await world.DeliveryAsync(endpoint.Id)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_endpoint_that_is_disabled_or_deleted_is_not_called(bool isDeleted)
    {
        var (world, endpoint) = await IssuedAsync();
        world.Receiver.Answer = _ => new WebhookAnswer(500);
        await world.TurnAsync();
        _ = isDeleted
            ? await world.Endpoints.DeleteAsync(Tenant, endpoint.Id, default)
            : await world.Endpoints.ChangeAsync(Tenant, endpoint.Id, one => one.Disable("For a test.", world.Pipeline.Time.Now), default);

        world.Pipeline.Time.Advance(TimeSpan.FromDays(1));
        await world.TurnAsync();
        await world.TurnAsync();

        Assert.Single(world.Receiver.Got);
        var id = WebhookDelivery.IdFor(endpoint.Id, 1).ToString();
        var delivery = (await world.Pipeline.Store.ReadAsync<WebhookDelivery>($"{Tenant}/billing", id, default))!.Value;
        Assert.Equal((DeliveryStatus.Failed, isDeleted ? "The endpoint was deleted." : "The endpoint is disabled."), (delivery.Status, delivery.FailureReason));
    }

    [Fact]
    public async Task Bug_a_delivery_that_cannot_be_read_could_not_be_put_aside_either()
    {
        var (world, endpoint) = await IssuedAsync();
        var store = world.Pipeline.Store;
        var sweeper = new WebhookSweeper(store, world.Queue);
        Assert.Equal(1, await sweeper.SweepAsync(world.Pipeline.Time.Now, default));
        var leased = (await world.Queue.ReceiveAsync(DueDelivery.CommandKind, default))!;
        await store.CommitAsync($"{Tenant}/billing", [DocumentWrite.Put(WebhookDelivery.IdFor(endpoint.Id, 1).ToString(), "{}"u8.ToArray())], default);
        var deliverer = new WebhookDeliverer(store, world.Queue, world.Receiver, world.Pipeline.Time);
        await Assert.ThrowsAsync<DamagedStoreException>(() => deliverer.RunAsync(leased.Command, default));

        await deliverer.SetAsideAsync(leased.Command, default);

        Assert.Equal(0, await sweeper.SweepAsync(world.Pipeline.Time.Now, default));
        Assert.Equal(1, await store.CountAsync(DocumentRange.WithPrefix($"{Tenant}/billing", "stopped-deliver:"), default));
        Assert.Equal(0, await store.CountAsync(DocumentRange.WithPrefix($"{Tenant}/billing", "stopped:"), default));
    }

    [Fact]
    public async Task A_delivery_that_waits_is_tried_at_once_when_it_is_replayed()
    {
        var (world, endpoint) = await IssuedAsync();
        world.Receiver.Answer = _ => new WebhookAnswer(500);
        await world.TurnAsync();
        world.Receiver.Answer = _ => new WebhookAnswer(200);

        (await world.Deliveries.ReplayAsync(Tenant, (await world.DeliveryAsync(endpoint.Id)).Id, world.Pipeline.Time.Now, default)).OrThrow();
        await world.TurnAsync();
        world.Pipeline.Time.Advance(TimeSpan.FromDays(1));
        await world.TurnAsync();

        Assert.Equal(2, world.Receiver.Got.Count);
        Assert.Equal(DeliveryStatus.Delivered, (await world.DeliveryAsync(endpoint.Id)).Status);
    }

    [Fact]
    public async Task A_secret_that_was_replaced_signs_too_for_a_day()
    {
        var (world, endpoint) = await IssuedAsync();
        var rotated = (await world.Endpoints.RotateSecretAsync(Tenant, endpoint.Id, world.Pipeline.Time.Now, default)).OrThrow();
        Assert.NotEqual(endpoint.Secret, rotated.Secret);

        await world.TurnAsync();

        Assert.Equal([rotated.Secret, endpoint.Secret], world.Receiver.Got[0].Secrets);
        Assert.Equal([rotated.Secret, endpoint.Secret], rotated.SecretsAt(world.Pipeline.Time.Now + Duration.FromHours(24) - Duration.Epsilon));
        Assert.Equal([rotated.Secret], rotated.SecretsAt(world.Pipeline.Time.Now + Duration.FromHours(24)));
    }

    [Fact]
    public async Task What_was_delivered_is_forgotten_after_thirty_days_and_what_waits_is_not()
    {
        var (world, endpoint) = await IssuedAsync();
        var retention = new WebhookRetention(world.Pipeline.Store);
        await world.TurnAsync();
        world.Pipeline.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await retention.RunAsync(world.Pipeline.Time.Now, default));
        world.Pipeline.Time.Advance(TimeSpan.FromSeconds(1));
        (await world.Deliveries.ReplayAsync(Tenant, (await world.DeliveryAsync(endpoint.Id)).Id, world.Pipeline.Time.Now, default)).OrThrow();
        Assert.Equal(0, await retention.RunAsync(world.Pipeline.Time.Now, default));
        await world.TurnAsync();

        Assert.Equal(1, await retention.RunAsync(world.Pipeline.Time.Now, default));

        Assert.Empty((await world.Deliveries.PageAsync(Tenant, endpoint.Id, new PageRequest(), default)).OrThrow().Items);
        Assert.Equal(0, await world.Pipeline.Store.CountAsync(DocumentRange.WithPrefix($"{Tenant}/billing", "fact:"), default));
    }
}
