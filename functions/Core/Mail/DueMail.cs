using NodaTime;
using NodaTime.Text;
using Tallystick.Core.Billing;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Mail;

/// <summary>A mail that is to be written: made in the commit that tells of its fact.</summary>
/// <param name="Fact">Of what it is to tell. No personal data: who it goes to is looked up when it is written.</param>
/// <param name="At">When it is to be written, by the real clock.</param>
/// <param name="Attempts">How many times it could not be sent.</param>
internal sealed record DueMail(BillingFact Fact, Instant At, int Attempts = 0)
{
    private const string Prefix = "mail:";
    private static readonly InstantPattern SortableTime = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmmssfff");

    /// <summary>The mail of a fact: an invoice's a minute after its issue, when the wallet has paid what it could of it.</summary>
    internal static DueMail Of(BillingFact fact, Instant now) => new(fact, fact.Type == FactTypes.InvoiceIssued ? now + Duration.FromMinutes(1) : now);

    /// <summary>The mails of a tenant that are to be written by a time, the earliest first.</summary>
    internal static DocumentRange Until(Tenant tenant, Instant now) => new(BillingDocuments.PartitionOf(tenant), Prefix, $"{Prefix}{SortableTime.Format(now)}~");

    /// <summary>The document.</summary>
    internal DocumentWrite ToWrite() => DocumentWrite.Put($"{Prefix}{SortableTime.Format(At)}:{Fact.Sequence:D19}", this.ToBody());

    /// <summary>The document of one that was given up, under another name than those that are found.</summary>
    internal DocumentWrite ToStopped() => DocumentWrite.Put($"stopped-{Prefix}{Fact.Sequence:D19}", this.ToBody());

    /// <summary>After it could not be sent: to be tried again as webhooks are; null where it was tried often enough.</summary>
    internal DueMail? Next(Instant now) =>
        DeliverySchedule.WaitAfter(Attempts + 1) is { } wait ? this with { Attempts = Attempts + 1, At = now + wait } : null;
}
