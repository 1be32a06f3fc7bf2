using Tallystick.Core.Customers;
using Tallystick.Core.Mail;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Contracts.Memory;

namespace Tallystick.Tests.Adapters.Tests.Memory;

public sealed class MemoryMailerTests : MailerContract
{
    private readonly MemoryMailer mailer = new();

    protected override IMailer Mailer => mailer;

    protected override IReadOnlyList<ReceivedMail> ReceivedBy(Tenant tenant, Id<Customer> customer) =>
    [
        .. mailer.Taken.Where(mail => mail.Tenant == tenant && mail.CustomerId == customer).Select(mail => new ReceivedMail(
            mail.Id.ToString(), mail.FromName, mail.ReplyTo, mail.ToName, mail.ToAddress, mail.Subject, mail.Text, mail.Html, mail.Attachment?.Name, mail.Attachment?.Content, [])),
    ];
}
