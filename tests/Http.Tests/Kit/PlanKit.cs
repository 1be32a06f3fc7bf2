using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tallystick.Tests.Http.Tests.Kit;

/// <summary>Plans of a shop, and the invoices that come of them.</summary>
internal static class PlanKit
{
    /// <summary>A monthly plan in USD unless the terms say otherwise; its id.</summary>
    internal static async Task<string> MakeAsync(Shop shop, object terms, params object[] prices)
    {
        var plan = new JsonObject { ["productId"] = shop.Product, ["name"] = "New", ["currency"] = "USD", ["billingCadence"] = "P1M" };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(terms)!.AsObject())
        {
            plan[name] = value?.DeepClone();
        }

        plan["prices"] = JsonSerializer.SerializeToNode(prices);
        return (await shop.Client.PostAsync("/v0/plans", plan)).Text("id");
    }

    internal static object Usage(Shop shop, string unitPrice, string paymentTerm = "in_arrears") =>
        new { billableMetricId = shop.Metric, invoiceDisplayName = "Requests", paymentTerm, model = "standard", properties = new { unitPrice } };

    internal static object Fee(string unitPrice, string paymentTerm = "in_advance", string feeId = "fee") =>
        new { feeId, invoiceDisplayName = feeId, paymentTerm, model = "standard", properties = new { unitPrice } };

    /// <summary>A subscription under a plan, in the place of the shop's own; its id.</summary>
    internal static async Task<string> StartAsync(Shop shop, string plan, object? more = null)
    {
        await shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/termination", new { reason = "over", effectiveAt = "2026-02-01T00:00:00Z" }, 200);
        var request = JsonSerializer.SerializeToNode(more ?? new { })!;
        (request["name"], request["planId"], request["customerId"], request["startedAt"]) = ("Pro", plan, shop.Customer, "2026-02-01T00:00:00Z");
        return (await shop.Client.PostAsync("/v0/subscriptions", request)).Text("id");
    }

    /// <summary>All invoices with their lines, in the order of their numbers; of one subscription, or of all.</summary>
    internal static async Task<IReadOnlyList<JsonNode>> InvoicesAsync(Shop shop, string? subscription = null)
    {
        var all = new List<JsonNode>();
        foreach (var invoice in (await shop.InvoicesAsync("?limit=100")).OrderBy(invoice => invoice.Text("invoiceNumber"), StringComparer.Ordinal))
        {
            if (subscription is null || invoice.Text("subscriptionId") == subscription)
            {
                all.Add(await shop.Client.GetAsync($"/v2/invoices/{invoice.Text("id")}?expand=lineItems", 200));
            }
        }

        return all;
    }

    internal static List<JsonNode> Fees(JsonNode invoice) =>
        [.. invoice["lineItems"]!.AsArray().Select(line => line!).Where(line => line.Text("kind") == "fee")];

    /// <summary>Every invoice is what the log and the definitions make, to the byte.</summary>
    internal static async Task VerifyAsync(Shop shop)
    {
        foreach (var invoice in await shop.InvoicesAsync("?limit=100"))
        {
            var proof = await shop.Client.GetAsync($"/v2/invoices/{invoice.Text("id")}/proof", 200);
            Assert.True(proof.Text("status") == "verified", proof.ToJsonString());
        }
    }

    /// <summary>Asks for a change of the shop's subscription.</summary>
    internal static Task<JsonNode> ChangeAsync(Shop shop, object request, int status = 200) =>
        shop.Client.PostAsync($"/v0/subscriptions/{shop.Subscription}/changePlan", request, status);

    /// <summary>The shop's subscription, or another.</summary>
    internal static Task<JsonNode> SubscriptionAsync(Shop shop, string? id = null) => shop.Client.GetAsync($"/v0/subscriptions/{id ?? shop.Subscription}", 200);

    /// <summary>Another plan of the shop's product and metric.</summary>
    internal static async Task<string> PlanAsync(
        Shop shop,
        string unitPrice = "0.5",
        string? fee = null,
        string term = "in_advance",
        string usageTerm = "in_arrears",
        string cadence = "P1M",
        string currency = "USD",
        string taxBehavior = "exclusive")
    {
        object usage = new { billableMetricId = shop.Metric, invoiceDisplayName = "Requests", paymentTerm = usageTerm, model = "standard", properties = new { unitPrice } };
        object charge = new { feeId = "base", invoiceDisplayName = "New fee", paymentTerm = term, model = "standard", properties = new { unitPrice = fee } };
        object[] prices = fee is null ? [usage] : [usage, charge];
        return (await shop.Client.PostAsync("/v0/plans", new { productId = shop.Product, name = "New", currency, taxBehavior, billingCadence = cadence, prices })).Text("id");
    }

    /// <summary>The invoices of the shop, of which there are three.</summary>
    internal static async Task<(JsonNode First, JsonNode Cut, JsonNode Last)> ThreeAsync(Shop shop)
    {
        var invoices = await InvoicesAsync(shop);
        Assert.Equal(3, invoices.Count);
        return (invoices[0], invoices[1], invoices[2]);
    }
}
