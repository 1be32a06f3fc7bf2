using Tallystick.Core.Mail;
using Tallystick.Core.Notifications;

namespace Tallystick.Core.Billing;

/// <summary>How a tenant wants invoices to be printed and sent.</summary>
public sealed record InvoiceSettings
{
    /// <summary>On what they are printed where nobody says it.</summary>
    public PaperSize Paper { get; init; }

    /// <summary>Of what customers are told by mail, of <see cref="MailTypes.All"/>; nothing unless set.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>Where answers to mails go; null where nobody said.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The last fact before mails were switched on: customers are told of those behind.</summary>
    public long AfterSequence { get; init; }

    /// <summary>True where the customer is to be told of a fact by mail.</summary>
    public bool Wants(BillingFact fact) => fact.Sequence > AfterSequence && Emails.Contains(fact.Type);
}
