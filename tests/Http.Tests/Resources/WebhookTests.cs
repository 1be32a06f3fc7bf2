using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Commands;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class WebhookTests
{
    private const string Path = "/v0/webhookEndpoints";
    private static readonly object Endpoint = new { url = "https://hooks.example.com/tally", description = "Books" };

    [Fact]
    public async Task An_endpoints_secret_is_shown_when_it_is_made_and_never_again()
    {
        await using var api = await TestApi.StartAsync();
        var made = await api.Live.PostAsync(Path, Endpoint, key: "once");
        var again = await api.Live.PostAsync(Path, Endpoint, key: "once");
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", made.Text("secret"));
        Assert.Matches("^whk_[a-zA-Z0-9]+$", made.Text("id"));
        Assert.Equal(("webhookEndpoint", "enabled", "Books"), (made.Text("object"), made.Text("status"), made.Text("description")));
        Assert.NotEqual(made.Text("secret"), again.Text("secret"));

        Assert.Null((await api.Live.GetAsync($"{Path}/{made.Text("id")}", 200))["secret"]);
        var list = (await api.Live.GetAsync(Path, 200))["data"]!.AsArray();
        Assert.Equal(2, list.Count);
        Assert.All(list, one => Assert.Null(one!["secret"]));
        Assert.Null((await api.Live.PatchAsync($"{Path}/{made.Text("id")}", new { description = "" }))["secret"]);
        Assert.Null((await api.Live.SendAsync(HttpMethod.Delete, $"{Path}/{made.Text("id")}", null, 200))["secret"]);
        Assert.Equal("WEBHOOK_ENDPOINT_NOT_FOUND", (await api.Live.GetAsync($"{Path}/{made.Text("id")}", 404)).Code());
    }

    [Fact]
    public async Task A_secret_is_rotated_and_the_new_one_shown_once()
    {
        await using var api = await TestApi.StartAsync();
        var made = await api.Live.PostAsync(Path, Endpoint);
        var rotated = await api.Live.SendAsync(HttpMethod.Post, $"{Path}/{made.Text("id")}/rotateSecret", null, 200);
        Assert.NotEqual(made.Text("secret"), rotated.Text("secret"));
        Assert.Equal("2026-02-01T12:00:00Z", rotated.Text("previousSecretUntil"));
        Assert.Null((await api.Live.GetAsync($"{Path}/{made.Text("id")}", 200))["secret"]);
    }

    [Fact]
    public async Task What_is_left_out_of_a_change_stays()
    {
        await using var api = await TestApi.StartAsync();
        var id = (await api.Live.PostAsync(Path, new { url = "https://example.com/a", eventTypes = new[] { "invoice.paid", "invoice.paid" }, description = "x" })).Text("id");
        var disabled = await api.Live.PatchAsync($"{Path}/{id}", new { status = "disabled" });
        Assert.Equal(("disabled", "https://example.com/a", "x"), (disabled.Text("status"), disabled.Text("url"), disabled.Text("description")));
        Assert.Equal(["invoice.paid"], disabled["eventTypes"]!.AsArray().Select(type => type!.GetValue<string>()));
        Assert.Equal("2026-01-31T12:00:00Z", disabled.Text("disabledAt"));
        var changed = await api.Live.PatchAsync($"{Path}/{id}", new { status = "enabled", url = "https://example.com/b", eventTypes = Array.Empty<string>() });
        Assert.Equal(("enabled", "https://example.com/b"), (changed.Text("status"), changed.Text("url")));
        Assert.Empty(changed["eventTypes"]!.AsArray());
        Assert.Null(changed["disabledReason"]);
    }

    [Theory]
    [InlineData("""{}""", "url")]
    [InlineData("""{"url":"hooks"}""", "url")]
    [InlineData("""{"url":"ftp://example.com/"}""", "url")]
    [InlineData("""{"url":"https://user:word@example.com/"}""", "url")]
    [InlineData("""{"url":"http://example.com/"}""", "url")]
    [InlineData("""{"url":"https://localhost/"}""", "url")]
    [InlineData("""{"url":"https://127.0.0.1/"}""", "url")]
    [InlineData("""{"url":"https://example.com/","eventTypes":["invoice.lost"]}""", "eventTypes[0]")]
    [InlineData("""{"url":"https://example.com/","eventTypes":[null]}""", "eventTypes[0]")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal(field, (await api.Live.SendAsync(HttpMethod.Post, Path, body, 400)).Field());
        if (body != "{}")
        {
            var id = (await api.Live.PostAsync(Path, Endpoint)).Text("id");
            Assert.Equal(field, (await api.Live.SendAsync(HttpMethod.Patch, $"{Path}/{id}", body, 400)).Field());
        }
    }

    [Fact]
    public async Task Endpoints_and_deliveries_are_their_tenants_own()
    {
        var receiver = new Receiver();
        await using var api = await TestApi.StartAsync(services: services => services.AddSingleton<IWebhookSender>(receiver));
        var id = (await api.Test.PostAsync(Path, Endpoint)).Text("id");
        await IssueAsync(api);
        var delivery = (await api.Test.GetAsync($"{Path}/{id}/deliveries", 200))["data"]![0]!.Text("id");
        var other = api.With((await api.NewMerchantAsync("Other")).Test.Text.Reveal());
        foreach (var stranger in new[] { other, api.Live })
        {
            Assert.Empty((await stranger.GetAsync(Path, 200))["data"]!.AsArray());
            Assert.Equal("WEBHOOK_ENDPOINT_NOT_FOUND", (await stranger.GetAsync($"{Path}/{id}", 404)).Code());
            Assert.Equal("WEBHOOK_ENDPOINT_NOT_FOUND", (await stranger.GetAsync($"{Path}/{id}/deliveries", 404)).Code());
            Assert.Equal("WEBHOOK_ENDPOINT_NOT_FOUND", (await stranger.SendAsync(HttpMethod.Delete, $"{Path}/{id}", null, 404)).Code());
            Assert.Equal("WEBHOOK_ENDPOINT_NOT_FOUND", (await stranger.SendAsync(HttpMethod.Patch, $"{Path}/{id}", "{}", 404)).Code());
            Assert.Equal("WEBHOOK_ENDPOINT_NOT_FOUND", (await stranger.SendAsync(HttpMethod.Post, $"{Path}/{id}/rotateSecret", null, 404)).Code());
            Assert.Equal("WEBHOOK_DELIVERY_NOT_FOUND", (await stranger.SendAsync(HttpMethod.Post, $"/v0/webhookDeliveries/{delivery}/replay", null, 404)).Code());
        }
    }

    [Fact]
    public async Task Deliveries_are_listed_with_their_attempts_and_replayed()
    {
        var receiver = new Receiver { Status = 500 };
        await using var api = await TestApi.StartAsync(services: services => services.AddSingleton<IWebhookSender>(receiver));
        var id = (await api.Test.PostAsync(Path, new { url = "https://hooks.example.com/tally", eventTypes = new[] { "invoice.issued" } })).Text("id");
        await IssueAsync(api);
        var failed = (await api.Test.GetAsync($"{Path}/{id}/deliveries", 200))["data"]!.AsArray().Single()!;
        Assert.Equal(("pending", "invoice.issued", 1), (failed.Text("status"), failed.Text("eventType"), failed["attemptCount"]!.GetValue<int>()));
        Assert.Equal(500, failed["attempts"]![0]!["statusCode"]!.GetValue<int>());
        Assert.Equal("2026-01-31T12:00:05Z", failed.Text("nextAttemptAt"));

        receiver.Status = 204;
        var replayed = await api.Test.SendAsync(HttpMethod.Post, $"/v0/webhookDeliveries/{failed.Text("id")}/replay", null, 200);
        Assert.Equal("pending", replayed.Text("status"));
        await TurnAsync(api);

        var delivered = (await api.Test.GetAsync($"{Path}/{id}/deliveries", 200))["data"]![0]!;
        Assert.Equal(("delivered", 2, failed.Text("eventId")), (delivered.Text("status"), delivered["attemptCount"]!.GetValue<int>(), delivered.Text("eventId")));
        Assert.Equal(2, receiver.Got.Count);
    }

    /// <summary>Has an invoice issued, and told.</summary>
    private static async Task IssueAsync(TestApi api)
    {
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("a", 4);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        await TurnAsync(api);
    }

    /// <summary>Does what timer and worker do.</summary>
    private static async Task TurnAsync(TestApi api)
    {
        await api.Services.GetRequiredService<WebhookSweeper>().SweepAsync(api.Time.GetInstant(), default);
        var queue = api.Services.GetRequiredService<ICommandQueue>();
        while (await queue.ReceiveAsync(DueDelivery.CommandKind, default) is { } leased)
        {
            await api.Services.GetRequiredService<WebhookDeliverer>().RunAsync(leased.Command, default);
            await queue.CompleteAsync(leased, default);
        }
    }
}
