using System.Text.Json.Nodes;

namespace Tallystick.Tests.Http.Tests.Kit;

/// <summary>Feature entitlements of a shop's customer.</summary>
internal static class Quotas
{
    /// <summary>The feature <c>api-calls</c>, which the shop's metric measures.</summary>
    public static Task<JsonNode> MakeFeatureAsync(this Shop shop) =>
        shop.Client.PostAsync("/v1/features", new { key = "api-calls", name = "Calls", type = "metered", billableMetricId = shop.Metric });

    /// <summary>A monthly quota of the feature for the shop's customer; the entitlement's id.</summary>
    public static async Task<string> EntitleAsync(
        this Shop shop, int issue = 100, bool isSoftLimit = false, int rollover = 0, string featureKey = "api-calls", int status = 201)
    {
        var made = await shop.Client.PostAsync("/v1/entitlements", new
        {
            customerId = shop.Customer,
            featureKey,
            usagePeriod = new { interval = "P1M", anchor = "2026-01-01T00:00:00Z" },
            isSoftLimit,
            issueAfterReset = issue,
            resetMaxRollover = rollover,
        }, status);
        return status == 201 ? made.Text("entitlementId") : made.Code();
    }

    public static Task<JsonNode> GrantAsync(this Shop shop, string entitlement, object grant, int status = 201) =>
        shop.Client.PostAsync($"/v1/entitlements/{entitlement}/grants", grant, status);

    /// <summary>What the customer may use of the feature, as <c>access, balance, used, over</c>.</summary>
    public static async Task<string> AccessAsync(this Shop shop, string query = "")
    {
        var listed = await shop.Client.GetAsync($"/v1/entitlements?customerId={shop.Customer}&featureKey=api-calls{query}", 200);
        return string.Join("; ", listed["data"]!.AsArray().Select(item =>
            $"{(item!["hasAccess"]!.GetValue<bool>() ? "yes" : "no")}, {item!.Text("balance")}, {item!.Text("usageInPeriod")}, {item!.Text("overage")}"));
    }
}
