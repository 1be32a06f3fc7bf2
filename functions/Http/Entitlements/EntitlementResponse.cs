using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Entitlements;

/// <summary>Money set aside for usage.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="CustomerId">Whose money.</param>
/// <param name="BillableMetrics">What it is for.</param>
/// <param name="Region">Where it was made.</param>
/// <param name="Amount">What was set aside.</param>
/// <param name="MaxUses">How many usage events may be paid from it.</param>
/// <param name="UsedCount">How many were.</param>
/// <param name="RemainingBalance">What is still set aside.</param>
/// <param name="Status">What has become of it.</param>
/// <param name="CreatedAt">When it was made, by the customer's clock.</param>
/// <param name="ExpiresAt">When what is left goes back.</param>
internal sealed record EntitlementResponse(
    Id<Hold> Id,
    Id<Merchant> MerchantId,
    Id<Customer> CustomerId,
    IReadOnlyList<EntitlementItemResponse> BillableMetrics,
    string Region,
    decimal Amount,
    int MaxUses,
    int UsedCount,
    decimal RemainingBalance,
    HoldStatus Status,
    Instant CreatedAt,
    Instant ExpiresAt)
{
    public string Object => "entitlement";

    public static Func<Hold, EntitlementResponse> For(Tenant tenant) => hold => new(
        hold.Id,
        tenant.Merchant,
        HoldIds.AccountOf(tenant, hold.Id)!.Customer!.Value,
        [.. hold.Items.Select(item => new EntitlementItemResponse(item.MetricId, item.Quantity, item.Price))],
        hold.Region ?? RegionHeader.Local,
        hold.Amount,
        hold.MaxUses,
        hold.UsedCount,
        hold.Remaining,
        hold.Status,
        hold.CreatedAt,
        hold.ExpiresAt);
}
