using NodaTime;

namespace Tallystick.Core.Billing;

/// <summary>What a subscription's next invoice would be if its period ended with what is counted by now. Nothing of it is kept.</summary>
/// <param name="Invoice">The invoice, as it would be drafted. Its id is made up, and the same for each preview of the subscription.</param>
/// <param name="Notes">The credit and debit notes that would be drawn with it.</param>
/// <param name="DueAt">When the period's closing begins: events are waited for until then.</param>
public sealed record UpcomingInvoice(Invoice Invoice, IReadOnlyList<Invoice> Notes, Instant DueAt);
