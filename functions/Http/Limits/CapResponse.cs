using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Limits;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Http.Limits;

/// <summary>The most that a customer may spend or use in a window.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="CustomerId">The customer; null for more than one.</param>
/// <param name="PlanId">The plan whose subscribers it is for; null for a customer's own, and for one that is for all.</param>
/// <param name="Kind">spend or quota.</param>
/// <param name="BillableMetricId">The metric; null for the spend on all of them.</param>
/// <param name="Amount">The most that a window allows.</param>
/// <param name="Currency">The currency of a spend; null for a quota.</param>
/// <param name="Window">In which time.</param>
/// <param name="AlertThresholds">At how many per cent of the amount an alert is raised.</param>
/// <param name="SetBy">Who has set it: the merchant, or the customer in the portal.</param>
/// <param name="CreatedAt">When it was set.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
/// <param name="Standing">How the customer stands to it: in the list of a customer's caps; null elsewhere.</param>
internal sealed record CapResponse(
    Id<Cap> Id,
    Id<Merchant> MerchantId,
    Id<Customer>? CustomerId,
    Id<Plan>? PlanId,
    string Kind,
    Id<Metric>? BillableMetricId,
    decimal Amount,
    Currency? Currency,
    MeasureWindow? Window,
    IReadOnlyList<int> AlertThresholds,
    LimitOwner SetBy,
    Instant CreatedAt,
    Instant UpdatedAt,
    CapStandingResponse? Standing)
{
    public string Object => "cap";

    public static Func<Cap, CapResponse> For(Tenant tenant) => cap => new(
        cap.Id,
        tenant.Merchant,
        cap.Measure.CustomerId,
        cap.Measure.PlanId,
        cap.Measure.Kind == MeasureKind.Spend ? "spend" : "quota",
        cap.Measure.MetricId,
        cap.Amount,
        cap.Measure.Currency,
        cap.Measure.Window,
        [.. cap.AlertAt],
        cap.SetBy,
        cap.CreatedAt,
        cap.UpdatedAt,
        Standing: null);

    public static Func<CapStanding, CapResponse> ForStanding(Tenant tenant) => standing => For(tenant)(standing.Cap) with
    {
        Standing = CapStandingResponse.Of(standing),
    };
}
