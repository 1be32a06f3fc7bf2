using NodaTime;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Grants;

/// <summary>Money or units granted to a customer, and what became of them: <c>granted = remaining + held + burned + expired + voided</c>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="MerchantId">The merchant.</param>
/// <param name="CustomerId">Who got it.</param>
/// <param name="SubscriptionId">The subscription whose plan gives it; null for one that was made by <c>POST /v0/grants</c>.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What it was made for.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Amount">What it brings each time.</param>
/// <param name="Currency">In what; null for units.</param>
/// <param name="BillableMetricId">The metric whose units they are; null for money.</param>
/// <param name="Granted">What it has brought so far.</param>
/// <param name="Remaining">What is available of that.</param>
/// <param name="Held">What is set aside for entitlements.</param>
/// <param name="Burned">What usage and invoices took.</param>
/// <param name="Expired">What expired unused.</param>
/// <param name="Voided">What was taken back unused.</param>
/// <param name="Priority">The lowest is used first.</param>
/// <param name="EffectiveAt">When it comes, or came first.</param>
/// <param name="ExpiresAt">When what is left of it expires; for one that recurs, see the wallet's lots.</param>
/// <param name="Recurrence">How it comes again.</param>
/// <param name="Metadata">Notes.</param>
/// <param name="IdempotencyKey">The merchant's key for it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="VoidedAt">When it was taken back.</param>
internal sealed record GrantResponse(
    Id<Grant> Id,
    Id<Merchant> MerchantId,
    Id<Customer> CustomerId,
    Id<Subscription>? SubscriptionId,
    string? Name,
    GrantKind Kind,
    GrantStatus Status,
    decimal Amount,
    Currency? Currency,
    Id<Metric>? BillableMetricId,
    decimal Granted,
    decimal Remaining,
    decimal Held,
    decimal Burned,
    decimal Expired,
    decimal Voided,
    int Priority,
    Instant EffectiveAt,
    Instant? ExpiresAt,
    RecurrenceBody? Recurrence,
    IReadOnlyDictionary<string, string> Metadata,
    string IdempotencyKey,
    Instant CreatedAt,
    Instant? VoidedAt)
{
    public string Object => "grant";

    public static Func<GrantView, GrantResponse> For(Tenant tenant) => view => new(
        view.Grant.Id,
        tenant.Merchant,
        view.Grant.CustomerId,
        view.Grant.SubscriptionId,
        view.Grant.Name,
        view.Grant.Kind,
        view.Status,
        view.Grant.Amount,
        view.Grant.MetricId is null ? view.Grant.Currency : null,
        view.Grant.MetricId,
        view.Granted,
        view.Remaining,
        view.Held,
        view.Burned,
        view.Expired,
        view.Voided,
        view.Grant.Priority,
        view.Grant.EffectiveAt,
        view.Grant.ExpiresAt,
        RecurrenceBody.Of(view.Grant.Recurrence),
        view.Grant.Metadata,
        view.Grant.IdempotencyKey,
        view.Grant.CreatedAt,
        view.Grant.VoidedAt);
}
