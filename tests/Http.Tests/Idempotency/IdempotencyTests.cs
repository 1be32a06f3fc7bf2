using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Http.Security;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Idempotency;

public sealed class IdempotencyTests
{
    private static readonly object Product = new { name = "Search" };

    [Fact]
    public async Task The_same_key_and_body_get_the_first_answer_and_the_work_is_done_once()
    {
        await using var api = await TestApi.StartAsync();
        var first = await api.Live.PostAsync("/v0/products", Product, key: "k1");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v0/products");
        request.Content = new StringContent("""{"name":"Search"}""", System.Text.Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", "k1");
        using var again = await api.Live.SendAsync(request);
        Assert.Equal("true", again.Headers.GetValues("Idempotent-Replayed").Single());
        Assert.Equal(first.ToJsonString(), (await again.ReadAsync(201)).ToJsonString());
        Assert.Single((await api.Live.GetAsync("/v0/products", 200))["data"]!.AsArray());
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await using var api = await TestApi.StartAsync();
        await api.Live.PostAsync("/v0/products", Product, key: "k1");
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await api.Live.PostAsync("/v0/products", new { name = "Other" }, 422, "k1")).Code());
    }

    [Fact]
    public async Task A_key_is_its_tenants_and_its_routes()
    {
        await using var api = await TestApi.StartAsync();
        await api.Live.PostAsync("/v0/products", Product, key: "k1");
        await api.Test.PostAsync("/v0/products", new { name = "Other" }, key: "k1");
        await api.Live.PostAsync("/v0/customers", new { name = "Grace" }, key: "k1");
    }

    [Fact]
    public async Task A_request_of_a_wrong_form_may_be_mended_and_sent_under_its_key()
    {
        await using var api = await TestApi.StartAsync();
        await api.Live.PostAsync("/v0/products", new { }, 400, "k1");
        await api.Live.SendAsync(HttpMethod.Post, "/v0/products", "{", 400, "k2");
        await api.Live.PostAsync("/v0/products", new { name = "Mended" }, 201, "k1");
        await api.Live.PostAsync("/v0/products", new { name = "Mended" }, 201, "k2");
    }

    [Fact]
    public async Task While_the_first_runs_the_second_is_told_so_and_when_to_come_again()
    {
        var (entered, leave) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var api = await TestApi.StartAsync(routes => routes.MapPost("/slow", async () =>
        {
            entered.SetResult();
            await leave.Task;
            return Results.Json(new { done = true });
        }).RequireScope(Scope.Admin));
        var first = api.Live.PostAsync("/slow", Product, 200, "k1");
        await entered.Task;
        using var second = new HttpRequestMessage(HttpMethod.Post, "/slow") { Content = JsonContent.Create(Product), Headers = { { "Idempotency-Key", "k1" } } };
        using var refused = await api.Live.SendAsync(second);
        Assert.Equal("IDEMPOTENCY_KEY_IN_USE", (await refused.ReadAsync(409)).Code());
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        leave.SetResult();
        await first;
        Assert.True((await api.Live.PostAsync("/slow", Product, 200, "k1"))["done"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Who_never_came_back_is_replaced_after_a_minute_and_cannot_speak_for_the_key_any_more()
    {
        var calls = 0;
        var (entered, leave) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var api = await TestApi.StartAsync(routes => routes.MapPost("/slow", async () =>
        {
            var call = ++calls;
            if (call == 1)
            {
                entered.SetResult();
                await leave.Task;
            }

            return Results.Json(new { call });
        }).RequireScope(Scope.Admin));
        var lost = api.Live.PostAsync("/slow", Product, 200, "k1");
        await entered.Task;
        api.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(2, (await api.Live.PostAsync("/slow", Product, 200, "k1"))["call"]!.GetValue<int>());
        leave.SetResult();
        await lost;
        Assert.Equal(2, (await api.Live.PostAsync("/slow", Product, 200, "k1"))["call"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_key_whose_mark_was_made_and_whose_answer_was_lost_is_the_callers()
    {
        await using var api = await TestApi.StartAsync();
        api.Store.LosesAnswer = true;

        await api.Live.PostAsync("/v0/products", Product, key: "k1");

        Assert.False(api.Store.LosesAnswer);
        Assert.Single((await api.Live.GetAsync("/v0/products", 200))["data"]!.AsArray());
    }

    [Fact]
    public async Task A_failure_of_ours_frees_the_key()
    {
        var calls = 0;
        await using var api = await TestApi.StartAsync(routes => routes.MapPost("/flaky", () => ++calls switch
        {
            1 => throw new InvalidOperationException("once"),
            2 => throw new StoreUnavailableException("twice"),
            _ => Results.Json(new { calls }),
        }).RequireScope(Scope.Admin));
        await api.Live.PostAsync("/flaky", Product, 500, "k1");
        await api.Live.PostAsync("/flaky", Product, 503, "k1");
        await api.Live.PostAsync("/flaky", Product, 200, "k1");
        Assert.Equal(3, (await api.Live.PostAsync("/flaky", Product, 200, "k1"))["calls"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(255, 201)]
    [InlineData(256, 400)]
    public async Task A_key_has_at_most_255_characters(int length, int status)
    {
        await using var api = await TestApi.StartAsync();
        await api.Live.PostAsync("/v0/products", Product, status, new string('k', length));
    }

    [Fact]
    public async Task An_answer_with_a_secret_is_not_kept()
    {
        await using var api = await TestApi.StartAsync();
        var made = await api.Live.PostAsync("/v0/apiKeys", new { name = "x", scopes = new[] { "read" } }, key: "k1");
        Assert.DoesNotContain(made.Text("key"), api.Store.Dump(), StringComparison.Ordinal);
    }
}
