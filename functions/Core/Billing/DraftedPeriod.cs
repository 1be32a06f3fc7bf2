using Tallystick.Core.Storage;

namespace Tallystick.Core.Billing;

/// <summary>A period whose invoice and notes are drafted and can be issued.</summary>
/// <param name="Context">The subscription.</param>
/// <param name="Period">The period as it was read.</param>
internal sealed record DraftedPeriod(SubscriptionContext Context, Versioned<BillingPeriod> Period);
