using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Mail;
using Tallystick.Core.Notifications;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Contracts;

/// <summary>What <see cref="IMailer"/> promises.</summary>
public abstract class MailerContract
{
    private static readonly Tenant Acme = new(Id<Merchant>.Of("acme"), Mode.Live);
    private static readonly Id<Customer> Jane = Id<Customer>.Of("jane");

    /// <summary>A mailer that has taken nothing.</summary>
    protected abstract IMailer Mailer { get; }

    /// <summary>What a customer's program for mail shows of what was taken, in any order.</summary>
    protected abstract IReadOnlyList<ReceivedMail> ReceivedBy(Tenant tenant, Id<Customer> customer);

    [Theory]
    [InlineData("Jane", "Invoice INV-000001")]
    [InlineData("Größer & Söhne \"Łódź\" 中文 😀", "Rechnung für März – Größer & Söhne, mit einem Betreff, der länger ist als eine Zeile 中文中文中文中文中文中文")]
    [InlineData("=?utf-8?B?SmFuZQ==?=", "=?utf-8?B?SmFuZQ==?=")]
    [InlineData("A name that is longer than a line of a header may be, so that it has to be folded somewhere", "\\ and \" and () and <>")]
    public async Task What_a_mail_says_arrives_as_it_is(string name, string subject)
    {
        var mail = Mail() with { FromName = name, ToName = name, Subject = subject, Text = $"Hello {name},\n.\nFrom here on\n", Html = $"<p>{name}</p>\n" };

        await Mailer.SendAsync(mail, default);

        var received = Assert.Single(ReceivedBy(Acme, Jane));
        Assert.Equal((name, name, "jane@example.com", subject), (received.FromName, received.ToName, received.ToAddress, received.Subject));
        Assert.Equal((mail.Text, mail.Html), (received.Text, received.Html));
        Assert.Equal("help@acme.example", received.ReplyTo);
        Assert.StartsWith(mail.Id.ToString(), received.MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_goes_with_it_to_the_byte()
    {
        byte[] content = [.. Enumerable.Range(0, 1000).Select(value => (byte)(value % 256))];

        await Mailer.SendAsync(Mail() with { Attachment = new MailAttachment("INV-000001.pdf", "application/pdf", content) }, default);

        var received = Assert.Single(ReceivedBy(Acme, Jane));
        Assert.Equal("INV-000001.pdf", received.FileName);
        Assert.Equal(content, received.File);
    }

    [Fact]
    public async Task A_mail_that_is_handed_over_again_is_the_same_message_and_what_is_kept_does_not_change()
    {
        await Mailer.SendAsync(Mail(), default);
        await Mailer.SendAsync(Mail() with { Text = "Other\n" }, default);

        Assert.Single(ReceivedBy(Acme, Jane).Select(mail => mail.MessageId).Distinct());
        Assert.Equal(Mail().Text, ReceivedBy(Acme, Jane)[0].Text);
    }

    [Fact]
    public async Task Nothing_in_a_text_becomes_a_header()
    {
        await Mailer.SendAsync(Mail() with { Subject = "One\r\nBcc: eve@example.com", ToName = "Jane\r\n\r\nBody", ToAddress = "jane@example.com\r\nBcc: eve@example.com" }, default);

        var received = Assert.Single(ReceivedBy(Acme, Jane));
        Assert.DoesNotContain(received.HeaderNames, header => header.Equals("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(Mail().Text, received.Text);
    }

    [Fact]
    public async Task What_is_kept_of_a_customer_is_erased_and_nobody_elses()
    {
        var (test, bob) = (new Tenant(Acme.Merchant, Mode.Test), Id<Customer>.Of("bob"));
        await Mailer.SendAsync(Mail(), default);
        await Mailer.SendAsync(Mail() with { Id = Id<BillingFact>.Of("two") }, default);
        await Mailer.SendAsync(Mail() with { Id = Id<BillingFact>.Of("three"), CustomerId = bob }, default);
        await Mailer.SendAsync(Mail() with { Tenant = test }, default);

        await Mailer.ForgetAsync(Acme, Jane, default);
        await Mailer.ForgetAsync(Acme, Jane, default);

        Assert.Empty(ReceivedBy(Acme, Jane));
        Assert.Single(ReceivedBy(Acme, bob));
        Assert.Single(ReceivedBy(test, Jane));
    }

    /// <summary>A mail to Jane.</summary>
    public static MailMessage Mail() => new()
    {
        Id = Id<BillingFact>.Of("one"),
        Tenant = Acme,
        CustomerId = Jane,
        At = Instant.FromUtc(2026, 3, 1, 0, 0),
        FromName = "Acme",
        ReplyTo = "help@acme.example",
        ToName = "Jane",
        ToAddress = "jane@example.com",
        Subject = "Invoice INV-000001",
        Text = "Hello Jane,\n\nyour invoice is attached.\n",
        Html = "<p>Hello Jane,</p>\n<p>your invoice is attached.</p>\n",
    };
}
