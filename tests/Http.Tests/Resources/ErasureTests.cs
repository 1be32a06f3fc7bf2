using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Blobs;
using Tallystick.Core.Storage;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class ErasureTests
{
    private static readonly string[] Personal = ["Grace", "grace@example.com", "grace-at-crm"];

    [Fact]
    public async Task Who_the_customer_is_goes_and_what_was_billed_stays_byte_for_byte()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("one", 3);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var id = Assert.Single(await shop.InvoicesAsync()).Text("id");
        var (invoice, page, kept) = (await InvoiceAsync(api, id), await PageAsync(api, id), await KeptAsync(api, "INV-000001"));
        Assert.Contains("grace@example.com", page, StringComparison.Ordinal);
        Assert.All(Personal, text => Assert.DoesNotContain(text, kept, StringComparison.Ordinal));

        var erased = await EraseAsync(api, shop.Customer);

        Assert.Equal(("(erased)", null, "2026-01-31T12:00:00Z"), (erased["consumer"]!.Text("name"), erased["consumer"]!["email"], erased.Text("erasedAt")));
        Assert.Equal(invoice, await InvoiceAsync(api, id));
        Assert.Equal(kept, await KeptAsync(api, "INV-000001"));
        Assert.Equal(page.Replace("Grace<br>grace@example.com", "(erased)", StringComparison.Ordinal), await PageAsync(api, id));
        await AssertGoneAsync(api, shop.Customer);
    }

    [Fact]
    public async Task Nothing_new_is_taken_for_an_erased_customer()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");
        await EraseAsync(api, shop.Customer);
        var usage = new
        {
            idempotencyKey = "one",
            customerId = shop.Customer,
            timestamp = "2026-02-01T00:00:00Z",
            properties = new[] { new { billableMetricId = shop.Metric, quantity = 1 } },
        };

        var refused = await api.Test.PostAsync("/v0/usage", usage, 409);
        Assert.Equal(("CUSTOMER_ERASED", "customerId"), (refused.Code(), refused.Field()));
        var batch = await api.Test.PostAsync("/v0/usage/batch", new { events = new[] { usage } }, 207);
        Assert.Equal(1, batch["summary"]!["failed"]!.GetValue<int>());
        Assert.Equal("CUSTOMER_ERASED", (await shop.ReserveAsync(1, status: 409)).Code());
        var payment = new { customerId = shop.Customer, amount = "1", currency = "USD", idempotencyKey = "late" };
        refused = await api.Test.PostAsync("/v0/payments", payment, 409);
        Assert.Equal(("CUSTOMER_ERASED", "customerId"), (refused.Code(), refused.Field()));
        var plan = await Sample.PlanAsync(api.Test);
        Assert.Equal("CUSTOMER_ERASED", (await api.Test.PostAsync("/v0/subscriptions", Sample.Subscription(shop.Customer, plan), 409)).Code());
    }

    [Fact]
    public async Task Subscriptions_end_and_what_they_used_is_billed_to_nobody_s_name()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("one", 3);
        var mistaken = (await shop.UseAsync("two", 5)).Text("id");
        await api.Test.PostAsync($"/v0/usage/{mistaken}/void", new { reason = "Grace asked for it" }, 202);
        await api.Test.PostAsync($"/v0/usage/{mistaken}/void", new { idempotencyKey = "again", reason = "Grace asked twice" }, 202);
        await api.MeterAllAsync();
        await shop.MoveClockAsync("2026-02-05T00:00:00Z");
        await EraseAsync(api, shop.Customer);
        var subscription = await api.Test.GetAsync($"/v0/subscriptions/{shop.Subscription}", 200);
        Assert.Equal(("terminated", "(erased)"), (subscription.Text("status"), subscription.Text("name")));

        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var id = Assert.Single(await shop.InvoicesAsync()).Text("id");
        Assert.Contains("<dd>(erased)</dd>", await PageAsync(api, id), StringComparison.Ordinal);
        await AssertGoneAsync(api, shop.Customer);
    }

    [Fact]
    public async Task Erasing_again_changes_nothing_and_the_external_id_is_free()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Live, externalId: "grace-at-crm");
        var first = await api.Live.PostAsync($"/v0/customers/{customer}/erase", new { }, 200);
        api.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(first.ToJsonString(), (await api.Live.PostAsync($"/v0/customers/{customer}/erase", new { }, 200)).ToJsonString());
        Assert.NotEqual(customer, await Sample.CustomerAsync(api.Live, externalId: "grace-at-crm"));
        await api.Live.PostAsync("/v0/customers/cus_00000000000000000000000000/erase", new { }, 404);
        await (await api.WithScopesAsync(Core.Tenancy.Scope.Ingest, Core.Tenancy.Scope.Read)).PostAsync($"/v0/customers/{customer}/erase", new { }, 403);
    }

    [Fact]
    public async Task An_answer_that_was_kept_for_a_repetition_no_longer_says_who_it_was()
    {
        await using var api = await TestApi.StartAsync();
        var body = new { consumer = new { name = "Grace", email = "grace@example.com" } };
        var customer = (await api.Live.PostAsync("/v0/customers", body, 201, key: "once")).Text("id");
        await api.Live.PostAsync($"/v0/customers/{customer}/erase", new { }, 200);

        Assert.Equal("CUSTOMER_ERASED", (await api.Live.PostAsync("/v0/customers", body, 410, key: "once")).Code());
    }

    private static Core.Tenancy.Tenant TenantOf(TestApi api) => new(api.Merchant.Merchant.Id, Core.Tenancy.Mode.Test);

    private static Task<System.Text.Json.Nodes.JsonNode> EraseAsync(TestApi api, string customer) =>
        api.Test.PostAsync($"/v0/customers/{customer}/erase", new { }, 200);

    private static async Task<string> InvoiceAsync(TestApi api, string id) =>
        (await api.Test.GetAsync($"/v2/invoices/{id}?expand=lineItems", 200)).ToJsonString();

    private static Task<string> PageAsync(TestApi api, string id) => api.Test.GetStringAsync($"/v2/invoices/{id}/html");

    private static async Task<string> KeptAsync(TestApi api, string number)
    {
        var kept = await api.Services.GetRequiredService<IBlobStore>().GetAsync($"{TenantOf(api)}/invoices/{number}.json", default);
        return Encoding.UTF8.GetString(kept!.Value.Span);
    }

    /// <summary>Demands that nothing that is stored now says who the customer was.</summary>
    private static async Task AssertGoneAsync(TestApi api, string customer)
    {
        var tenant = TenantOf(api);
        foreach (var partition in new[] { "customers", "billing", "idempotency", "outcomes", customer })
        {
            foreach (var document in await api.Store.ListAsync(DocumentRange.WithPrefix($"{tenant}/{partition}", ""), descending: false, 0, 1000, default))
            {
                var text = Encoding.UTF8.GetString(document.Body.Span);
                Assert.All(Personal, word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
            }
        }
    }
}
