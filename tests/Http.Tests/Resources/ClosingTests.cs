using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Many periods are closed side by side, and their invoices issued several in a commit.</summary>
public sealed class ClosingTests
{
    [Fact]
    public async Task However_often_closing_is_interrupted_each_subscription_has_one_invoice_and_numbers_have_no_gap()
    {
        const int Subscriptions = 50;
        await using var api = await TestApi.StartAsync();
        var plan = await Sample.PlanAsync(api.Live);
        for (var i = 0; i < Subscriptions; i++)
        {
            await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(await Sample.CustomerAsync(api.Live), plan));
        }

        api.Time.Advance(TimeSpan.FromDays(29));
        var closing = api.Services.GetRequiredService<Closing>();
        var random = new Random(11);
        var interruptions = 0;
        for (var remaining = 1L; remaining > 0;)
        {
            api.Store.LosesAnswer = random.Next(2) == 0;
            try
            {
                remaining = (await closing.CloseAllAsync(api.Time.GetInstant(), random.Next(1, 30), default)).Remaining;
            }
            catch (StoreUnavailableException)
            {
                interruptions++;
            }
        }

        Assert.True(interruptions > 0, "No answer was lost: the test shows nothing.");
        var numbers = await NumbersAsync(api);
        Assert.Equal(Enumerable.Range(1, Subscriptions).Select(number => $"INV-{number:D6}"), numbers.Order());
    }

    [Fact]
    public async Task A_limit_ends_a_run_and_the_next_one_goes_on()
    {
        await using var api = await TestApi.StartAsync();
        var plan = await Sample.PlanAsync(api.Live);
        for (var i = 0; i < 3; i++)
        {
            await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(await Sample.CustomerAsync(api.Live), plan));
        }

        api.Time.Advance(TimeSpan.FromDays(29));
        Assert.Equal("limit", (await api.Operator.PostAsync("/v0/closing?limit=0", new { }, 400)).Field());
        Assert.Equal((2, 0, 1), Figures(await api.Operator.PostAsync("/v0/closing?limit=2", new { }, 200)));
        Assert.Equal((1, 0, 0), Figures(await api.Operator.PostAsync("/v0/closing?limit=2", new { }, 200)));
        Assert.Equal((0, 0, 0), Figures(await api.Operator.PostAsync("/v0/closing?limit=2", new { }, 200)));
    }

    [Fact]
    public async Task A_subscription_that_cannot_be_rated_stops_alone_says_why_and_goes_on_when_it_is_mended()
    {
        await using var api = await TestApi.StartAsync();
        var broken = await Sample.PlanAsync(api.Live);
        await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(await Sample.CustomerAsync(api.Live), await Sample.PlanAsync(api.Live)));
        await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(await Sample.CustomerAsync(api.Live), broken));
        await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(await Sample.CustomerAsync(api.Live), await Sample.PlanAsync(api.Live)));
        var (partition, version) = ($"{api.Merchant.Merchant.Id}/catalog", (await api.Live.GetAsync($"/v0/plans/{broken}", 200)).Text("planVersionId"));
        var lost = (await api.Store.ReadAsync(partition, version, default))!;
        Assert.True(await api.Store.CommitAsync(partition, [DocumentWrite.Delete(version, lost.ETag)], default));
        api.Time.Advance(TimeSpan.FromDays(29));

        Assert.Equal((2, 1, 0), Figures(await api.Operator.PostAsync("/v0/closing", new { }, 200)));
        var stopped = Assert.Single((await api.Operator.GetAsync("/v0/closing/stopped", 200))["data"]!.AsArray())!;
        Assert.Contains(version, stopped.Text("problem"), StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), Figures(await api.Operator.PostAsync("/v0/closing", new { }, 200)));

        Assert.True(await api.Store.CommitAsync(partition, [DocumentWrite.Create(version, lost.Body)], default));
        Assert.Equal("UNAUTHENTICATED", (await api.Live.PostAsync("/v0/closing/stopped/resume", new { }, 401)).Code());
        Assert.Equal(1, (await api.Operator.PostAsync("/v0/closing/stopped/resume", new { }, 200))["resumed"]!.GetValue<int>());
        Assert.Equal((1, 0, 0), Figures(await api.Operator.PostAsync("/v0/closing", new { }, 200)));
        Assert.Empty((await api.Operator.GetAsync("/v0/closing/stopped", 200))["data"]!.AsArray());
        Assert.Equal(3, (await NumbersAsync(api)).Count);
    }

    [Fact]
    public async Task Bug_the_last_period_was_billed_before_one_that_was_put_aside()
    {
        await using var api = await TestApi.StartAsync();
        var plan = await Sample.PlanAsync(api.Live);
        var subscription = (await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(await Sample.CustomerAsync(api.Live), plan))).Text("id");
        var (partition, version) = ($"{api.Merchant.Merchant.Id}/catalog", (await api.Live.GetAsync($"/v0/plans/{plan}", 200)).Text("planVersionId"));
        var lost = (await api.Store.ReadAsync(partition, version, default))!;
        Assert.True(await api.Store.CommitAsync(partition, [DocumentWrite.Delete(version, lost.ETag)], default));
        api.Time.Advance(TimeSpan.FromDays(29));
        Assert.Equal((0, 1, 0), Figures(await api.Operator.PostAsync("/v0/closing", new { }, 200)));
        Assert.True(await api.Store.CommitAsync(partition, [DocumentWrite.Create(version, lost.Body)], default));

        await api.Live.PostAsync($"/v0/subscriptions/{subscription}/termination", new { reason = "moves away" }, 200);
        api.Time.Advance(TimeSpan.FromDays(5));
        Assert.Equal((0, 1, 0), Figures(await api.Operator.PostAsync("/v0/closing", new { }, 200)));
        Assert.Empty(await NumbersAsync(api));

        Assert.Equal(2, (await api.Operator.PostAsync("/v0/closing/stopped/resume", new { }, 200))["resumed"]!.GetValue<int>());
        Assert.Equal((2, 0, 0), Figures(await api.Operator.PostAsync("/v0/closing", new { }, 200)));
        Assert.Equal(2, (await NumbersAsync(api)).Count);
    }

    private static (int Closed, int Stopped, int Remaining) Figures(JsonNode run) =>
        (run["closed"]!.GetValue<int>(), run["stopped"]!.GetValue<int>(), run["remaining"]!.GetValue<int>());

    private static async Task<IReadOnlyList<string>> NumbersAsync(TestApi api) =>
        [.. (await api.Live.GetAsync("/v2/invoices?limit=100", 200))["data"]!.AsArray().Select(invoice => invoice!.Text("invoiceNumber"))];
}
