using Tallystick.Core.Mail;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Invoices;

/// <summary>What is to change of how invoices are printed and sent. What is left out stays.</summary>
/// <param name="Paper">A4 or Letter: the paper of PDFs of which nobody says another.</param>
/// <param name="Emails">Of what customers are told by mail: <c>invoice.issued</c> (credit notes too), <c>invoice.paid</c>, <c>invoice.voided</c>, <c>invoice.overdue</c>, <c>invoice.reminded</c>,
/// <c>payment.succeeded</c>, <c>payment.failed</c>, <c>payment.actionRequired</c>, <c>refund.succeeded</c>, <c>autoTopUp.requested</c>, <c>autoTopUp.failed</c>, <c>alert.walletLowBalance</c>;
/// an empty list switches mails off.</param>
/// <param name="ReplyTo">Where answers to mails go; an empty text takes it away.</param>
internal sealed record InvoiceSettingsChange(string? Paper, IReadOnlyList<string?>? Emails, string? ReplyTo)
{
    public IReadOnlyList<string>? EmailsFor(Check check) => Emails is null ? null :
        [
            .. check.Items("emails", Emails, MailTypes.All.Count)
                .Select((type, index) => check.OneOf($"emails[{index}]", type ?? "", "", [.. MailTypes.All.Select(known => (known, known))])).Distinct(),
        ];

    public string? ReplyToFor(Check check) => ReplyTo is null or "" ? ReplyTo : check.Email("replyTo", ReplyTo);
}
