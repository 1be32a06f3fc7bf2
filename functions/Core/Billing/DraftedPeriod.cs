using Tallystick.Core.Storage;

namespace Tallystick.Core.Billing;

/// <summary>A period whose invoice and notes are drafted and can be issued.</summary>
/// <param name="Context">The subscription.</param>
/// <param name="Period">The period as it was read.</param>
internal sealed record DraftedPeriod(SubscriptionContext Context, Versioned<BillingPeriod> Period)
{
    /// <summary>The period, one without notes, as it is when it is issued, and what is written then, apart from its invoice.</summary>
    internal (BillingPeriod Period, IReadOnlyList<DocumentWrite> Writes) Issuing()
    {
        var issued = Period with { Value = Period.Value.Issue(Context.Now).OrThrow() };
        return (issued.Value, [issued.ToWrite(BillingDocuments.Period(issued.Value)), .. DueEntries.NotingNext(Context, issued.Value.Index)]);
    }
}
