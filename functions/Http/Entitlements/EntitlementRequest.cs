using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Wallets;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Entitlements;

/// <summary>Money to be set aside for usage to come.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="CustomerId">Whose money: the customer's id or external id. Required.</param>
/// <param name="EntitlementData">What it is for: 1 to 100 metrics. Required.</param>
/// <param name="MaxUses">How many usage events may be paid from it, 1 to 1,000; 1 unless given.</param>
/// <param name="PaidBy">
/// <c>wallet</c> unless given: the money is set aside, and refused where it is not there. <c>invoice</c>: nothing is set aside, only caps are asked; for customers who are
/// invoiced at the end of the period.
/// </param>
/// <param name="ExpiresIn">How long it stands: an ISO 8601 duration from PT1S to P7D; PT1H unless given.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record EntitlementRequest(
    string? MerchantId, string? CustomerId, IReadOnlyList<EntitlementItemRequest?>? EntitlementData, int? MaxUses, string? PaidBy, string? ExpiresIn) : INamesMerchant
{
    private const int MaxItems = 100;
    private static readonly Duration DefaultExpiry = Duration.FromHours(1);
    private static readonly Duration MaxExpiry = Duration.FromDays(7);

    public Reservation ToReservation(Check check, string? region)
    {
        var expiresIn = check.OptionalDuration("expiresIn", ExpiresIn) ?? DefaultExpiry;
        check.That(
            expiresIn >= HoldRequest.MinExpiry && expiresIn <= MaxExpiry, "expiresIn", "A duration from PT1S to P7D is expected.", "OUT_OF_RANGE");
        check.That(MaxUses is null or (>= 1 and <= 1000), "maxUses", "1 to 1000 are expected.", "OUT_OF_RANGE");
        return new Reservation
        {
            Customer = check.Text("customerId", CustomerId, 255),
            Items = [.. check.Items("entitlementData", EntitlementData, MaxItems, required: true).Take(MaxItems).Select((item, index) => Item(check, item, index))],
            MaxUses = MaxUses ?? 1,
            ExpiresIn = expiresIn,
            PaidBy = check.OneOf("paidBy", PaidBy, HoldPayer.Wallet, ("wallet", HoldPayer.Wallet), ("invoice", HoldPayer.Invoice)),
            Region = region,
        };
    }

    private static ReservationItem Item(Check check, EntitlementItemRequest? item, int index)
    {
        var within = check.Within($"entitlementData[{index}]");
        return new ReservationItem(
            within.Id<Metric>("billableMetricId", item?.BillableMetricId),
            within.Amount("quantity", item?.Quantity, min: 0),
            within.OptionalAmount("price", item?.Price, min: 0));
    }
}
