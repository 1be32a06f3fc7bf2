using System.Text.Json.Nodes;
using Tallystick.Tests.Http.Tests.Kit;
using static Tallystick.Tests.Http.Tests.Kit.PlanKit;

namespace Tallystick.Tests.Http.Tests.Resources;

/// <summary>Credits that come with plans.</summary>
public sealed class CreditAllocationTests
{
    private static readonly object Monthly = new { name = "Monthly", amount = "10", priority = 50, recurrence = new { interval = "P1M", rolloverMaximum = "4" } };
    private static readonly object Welcome = new { name = "Welcome", amount = "5", expiresAfter = "P14D" };

    [Fact]
    public async Task The_table_of_a_subscriptions_credits_is_what_happens()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var plan = await MakeAsync(shop, new { creditAllocations = new[] { Monthly, Welcome } }, Fee("0"));
        var large = await MakeAsync(shop, new { creditAllocations = new[] { new { name = "Large", amount = "30", recurrence = new { interval = "P1M" } } } }, Fee("0"));
        var rows = new List<string>();
        async Task NoteAsync(string when, string what)
        {
            var (wallet, names) = (await WalletAsync(shop), (await GrantsAsync(shop)).ToDictionary(grant => grant.Text("id"), grant => grant.Text("name")));
            decimal Of(string name) => wallet["lots"]!.AsArray().Where(lot => (string?)lot!["grantId"] is { } grant && names[grant] == name).Sum(lot => decimal.Parse(lot!.Text("remaining")));
            rows.Add($"| {when} | {what} | {Of("Monthly")} | {Of("Welcome")} | {Of("Large")} | {wallet.Text("expired")} |");
        }

        var subscription = await StartAsync(shop, plan);
        await NoteAsync("1 February", "the subscription starts");
        await shop.MoveClockAsync("2026-02-15T00:00:00Z");
        await NoteAsync("15 February", "a fortnight is over");
        await shop.MoveClockAsync("2026-03-01T00:00:00Z");
        await NoteAsync("1 March", "the credits come again, 4 roll over");
        await shop.MoveClockAsync("2026-03-10T00:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/pause", new { }, 200);
        await NoteAsync("10 March", "it is paused");
        await shop.MoveClockAsync("2026-04-01T00:00:00Z");
        await NoteAsync("1 April", "nothing comes in a pause");
        await shop.MoveClockAsync("2026-04-10T00:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/resume", new { }, 200);
        await NoteAsync("10 April", "it goes on");
        await shop.MoveClockAsync("2026-05-01T00:00:00Z");
        await NoteAsync("1 May", "the credits come again");
        await shop.MoveClockAsync("2026-05-10T00:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/changePlan", new { planId = large }, 200);
        await NoteAsync("10 May", "it goes on under another plan");
        await shop.MoveClockAsync("2026-06-01T00:00:00Z");
        await NoteAsync("1 June", "the old plan's credits come no more");
        await shop.MoveClockAsync("2026-06-10T00:00:00Z");
        await NoteAsync("10 June", "the new plan's come again");
        await shop.MoveClockAsync("2026-06-20T00:00:00Z");
        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/termination", new { reason = "over" }, 200);
        await NoteAsync("20 June", "it ends");
        await shop.MoveClockAsync("2026-07-10T00:00:00Z");
        await NoteAsync("10 July", "nothing comes any more");

        Assert.Equal(CreditsPage.Table("credits of a plan"), rows);
        Assert.All(await GrantsAsync(shop), grant => Assert.Equal(subscription, grant.Text("subscriptionId")));
    }

    [Fact]
    public async Task Credits_come_when_the_first_invoice_is_paid_in_step_with_the_subscription_and_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var subscription = await StartAsync(shop, await MakeAsync(shop, new { creditAllocations = new[] { Monthly, Welcome } }, Fee("8")), new { autoCharge = false });
        await shop.MoveClockAsync("2026-03-03T00:00:00Z");
        Assert.Empty(await GrantsAsync(shop));

        await shop.TopUpAsync("8");
        var invoice = (await SubscriptionAsync(shop, subscription))["payment"]!.Text("invoiceId");
        Assert.Equal("paid", (await shop.PayAsync(invoice, 200)).Text("status"));
        await shop.PayAsync(invoice, 409);

        Assert.Equal(
            [("Monthly", "2026-03-01T00:00:00Z", "10"), ("Welcome", "2026-03-03T00:00:00Z", "5")],
            (await GrantsAsync(shop)).Select(grant => (grant.Text("name"), grant.Text("effectiveAt"), grant.Text("granted"))).Order());
        Assert.Equal([subscription, subscription, null], (await WalletAsync(shop))["lots"]!.AsArray().Select(lot => (string?)lot!["subscriptionId"]));
    }

    [Fact]
    public async Task A_trial_has_the_credits_from_its_start_and_they_go_on_behind_it()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await StartAsync(shop, await MakeAsync(shop, new { trialDays = 10, creditAllocations = new[] { Monthly, Welcome } }, Fee("8", "in_arrears")));
        Assert.Equal("15", (await WalletAsync(shop)).Text("available"));

        await shop.MoveClockAsync("2026-02-20T00:00:00Z");
        Assert.Equal(("10", "5"), ((await WalletAsync(shop)).Text("available"), (await WalletAsync(shop)).Text("expired")));
        Assert.Equal(2, (await GrantsAsync(shop)).Count);
    }

    [Fact]
    public async Task A_change_to_a_version_with_the_same_credits_leaves_them_and_back_again_gives_none_twice_that_come_once()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var (plan, other) = (await MakeAsync(shop, new { creditAllocations = new[] { Monthly, Welcome } }, Fee("0")), await MakeAsync(shop, new { creditAllocations = new[] { Monthly } }, Fee("1", "in_arrears")));
        var subscription = await StartAsync(shop, plan);
        foreach (var (day, next) in new[] { (5, other), (9, plan) })
        {
            await shop.MoveClockAsync($"2026-02-0{day}T00:00:00Z");
            await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/changePlan", new { planId = next }, 200);
        }

        Assert.Equal(("15", 2), ((await WalletAsync(shop)).Text("funded"), (await GrantsAsync(shop)).Count));
    }

    [Fact]
    public async Task Bug_changing_to_and_fro_gave_the_credits_of_one_interval_each_time()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var (plan, without) = (await MakeAsync(shop, new { creditAllocations = new[] { Monthly } }, Fee("0")), await MakeAsync(shop, new { }, Fee("0")));
        var subscription = await StartAsync(shop, plan);
        foreach (var (minute, next) in new[] { (1, without), (2, plan), (3, without), (4, plan) })
        {
            await shop.MoveClockAsync($"2026-02-01T00:0{minute}:00Z");
            await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/changePlan", new { planId = next }, 200);
        }

        Assert.Equal(("10", 1), ((await WalletAsync(shop)).Text("funded"), (await GrantsAsync(shop)).Count));
        await shop.MoveClockAsync("2026-03-01T00:00:00Z");
        Assert.Equal("20", (await WalletAsync(shop)).Text("funded"));
    }

    [Fact]
    public async Task A_change_that_is_called_off_lets_the_credits_come_again_and_so_does_coming_back()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var (plan, other) = (await MakeAsync(shop, new { creditAllocations = new[] { Monthly } }, Fee("0")), await MakeAsync(shop, new { }, Fee("0")));
        var subscription = await StartAsync(shop, plan);
        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/changePlan", new { planId = other, effective = "period_end" }, 200);
        Assert.Equal("2026-03-01T00:00:00Z", Assert.Single(await GrantsAsync(shop))["recurrence"]!.Text("endsAt"));
        await shop.Client.SendAsync(HttpMethod.Delete, $"/v0/subscriptions/{subscription}/scheduledChange", null, 200);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        Assert.Equal(("14", "20"), ((await WalletAsync(shop)).Text("available"), Assert.Single(await GrantsAsync(shop)).Text("granted")));

        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/changePlan", new { planId = other, effective = "period_end" }, 200);
        await shop.MoveClockAsync("2026-04-02T00:00:00Z");
        Assert.Equal("0", (await WalletAsync(shop)).Text("available"));
        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/changePlan", new { planId = plan, effective = "period_end" }, 200);
        await shop.MoveClockAsync("2026-05-02T00:00:00Z");
        Assert.Equal(("10", 1), ((await WalletAsync(shop)).Text("available"), (await GrantsAsync(shop)).Count));
    }

    [Fact]
    public async Task Credits_that_were_taken_back_stay_so()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var subscription = await StartAsync(shop, await MakeAsync(shop, new { creditAllocations = new[] { Monthly } }, Fee("0")));
        await shop.Client.SendAsync(HttpMethod.Delete, $"/v0/grants/{Assert.Single(await GrantsAsync(shop)).Text("id")}", null, 200);
        await shop.Client.PostAsync($"/v0/subscriptions/{subscription}/termination", new { reason = "over", effective = "period_end" }, 200);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        Assert.Equal(("0", "10"), ((await WalletAsync(shop)).Text("available"), (await WalletAsync(shop)).Text("voided")));
    }

    [Fact]
    public async Task A_plan_shows_its_credits_and_its_next_version_may_have_others()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        var plan = await MakeAsync(shop, new { creditAllocations = new[] { Monthly, Welcome } }, Fee("0"));
        var expected = """[{"name":"Monthly","amount":"10","priority":50,"recurrence":{"interval":"P1M","rolloverMinimum":"0","rolloverMaximum":"4","endsAt":null},"expiresAfter":null},{"name":"Welcome","amount":"5","priority":100,"recurrence":null,"expiresAfter":"P14D"}]""";
        Assert.Equal(expected, (await shop.Client.GetAsync($"/v0/plans/{plan}", 200))["creditAllocations"]!.ToJsonString());

        var next = await shop.Client.PostAsync($"/v0/plans/{plan}/versions", new { creditAllocations = new[] { Welcome } });
        Assert.Equal(["Welcome"], next["creditAllocations"]!.AsArray().Select(allocation => allocation!.Text("name")));
        Assert.Equal(2, (await shop.Client.PostAsync($"/v0/plans/{plan}/versions", new { trialDays = 1 }))["version"]!.GetValue<int>() - 1);
        Assert.Single((await shop.Client.GetAsync($"/v0/plans/{plan}", 200))["creditAllocations"]!.AsArray());
    }

    [Theory]
    [InlineData("creditAllocations[0].amount", """{"name": "a", "amount": "-1"}""")]
    [InlineData("creditAllocations[0].amount", """{"name": "a"}""")]
    [InlineData("creditAllocations[0].name", """{"amount": "1"}""")]
    [InlineData("creditAllocations[1].name", """{"name": "a", "amount": "1"}, {"name": "a", "amount": "2"}""")]
    [InlineData("creditAllocations[0].priority", """{"name": "a", "amount": "1", "priority": 256}""")]
    [InlineData("creditAllocations[0].recurrence.interval", """{"name": "a", "amount": "1", "recurrence": {"interval": "P2M"}}""")]
    [InlineData("creditAllocations[0].recurrence.endsAt", """{"name": "a", "amount": "1", "recurrence": {"interval": "P1M", "endsAt": "2027-01-01T00:00:00Z"}}""")]
    [InlineData("creditAllocations[0].recurrence.rolloverMinimum", """{"name": "a", "amount": "1", "recurrence": {"interval": "P1M", "rolloverMinimum": "2", "rolloverMaximum": "1"}}""")]
    [InlineData("creditAllocations[0].recurrence.rolloverMaximum", """{"name": "a", "amount": "1", "recurrence": {"interval": "P1M", "rolloverMinimum": "-3", "rolloverMaximum": "-2"}}""")]
    [InlineData("creditAllocations[0].expiresAfter", """{"name": "a", "amount": "1", "expiresAfter": "P1D", "recurrence": {"interval": "P1M"}}""")]
    [InlineData("creditAllocations[0].expiresAfter", """{"name": "a", "amount": "1", "expiresAfter": "PT0S"}""")]
    [InlineData("creditAllocations[0].expiresAfter", """{"name": "a", "amount": "1", "expiresAfter": "tomorrow"}""")]
    [InlineData("creditAllocations[0]", "null")]
    [InlineData("creditAllocations", """{"name": "0", "amount": "1"}, null, null, null, null, null, null, null, null, null, null""")]
    public async Task What_cannot_be_granted_is_refused_with_its_field(string field, string allocations)
    {
        await using var api = await TestApi.StartAsync();
        var product = (await api.Test.PostAsync("/v0/products", new { name = "p" })).Text("id");
        var body = JsonNode.Parse($$"""{"productId": "{{product}}", "name": "n", "currency": "USD", "billingCadence": "P1M", "creditAllocations": [{{allocations}}]}""")!;
        var refused = await api.Test.PostAsync("/v0/plans", body, 400);

        Assert.Contains(field, refused["errors"]!.AsArray().Select(error => error!.Text("field")));
    }

    private static Task<JsonNode> WalletAsync(Shop shop) => shop.Client.GetAsync($"/v0/customers/{shop.Customer}/wallet", 200);

    private static async Task<List<JsonNode>> GrantsAsync(Shop shop) => [.. (await shop.Client.GetAsync($"/v0/grants?customerId={shop.Customer}&limit=100", 200))["data"]!.AsArray().Select(grant => grant!)];
}
