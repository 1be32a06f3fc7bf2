using System.ComponentModel;
using Tallystick.Core.Notifications;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Webhooks;

/// <summary>A webhook endpoint to be made.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="Url">The address that is called: public, and https. Required.</param>
/// <param name="EventTypes">Of what it is told: <c>invoice.issued</c>, <c>invoice.paid</c>, <c>invoice.voided</c>, <c>invoice.overdue</c>, <c>invoice.reminded</c>,
/// <c>invoice.writtenOff</c>, <c>payment.succeeded</c>, <c>payment.failed</c>, <c>payment.actionRequired</c>, <c>refund.succeeded</c>, <c>refund.failed</c>,
/// <c>autoTopUp.requested</c>, <c>autoTopUp.succeeded</c>, <c>autoTopUp.failed</c>, <c>customer.created</c>, <c>customer.changed</c>, <c>customer.erased</c>, <c>subscription.created</c>,
/// <c>subscription.activated</c>, <c>subscription.changed</c>, <c>subscription.paused</c>, <c>subscription.resumed</c>, <c>subscription.terminated</c>,
/// <c>subscription.billing_stopped</c>, <c>entitlement.created</c>, <c>entitlement.ended</c>, <c>usage.rejected</c>, <c>alert.capThreshold</c>, <c>alert.spendThreshold</c>,
/// <c>alert.usageThreshold</c>, <c>alert.walletLowBalance</c>, <c>alert.usageSpike</c>; all where it is empty or left out.</param>
/// <param name="Description">What its owner says of it, at most 500 characters.</param>
internal sealed record WebhookEndpointRequest(
    string? MerchantId,
    [property: Description("The address that is called: public, and https. Required.")] string? Url,
    IReadOnlyList<string?>? EventTypes,
    string? Description) : INamesMerchant
{
    public string UrlFor(Check check, WebhookTargets targets) =>
        check.Required("url", Url) is { } url ? check.Take(targets.Check(url)) ?? "" : "";

    public string? DescriptionFor(Check check) => check.OptionalText("description", Description, 500);

    public IReadOnlyList<string> EventTypesFor(Check check) => EventTypesFor(check, EventTypes);

    public static IReadOnlyList<string> EventTypesFor(Check check, IReadOnlyList<string?>? types) =>
        [
            .. check.Items("eventTypes", types, FactTypes.All.Count)
                .Select((type, index) => check.OneOf($"eventTypes[{index}]", type ?? "", "", [.. FactTypes.All.Select(known => (known, known))])).Distinct(),
        ];
}
