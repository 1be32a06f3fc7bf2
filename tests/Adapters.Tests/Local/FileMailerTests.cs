using Tallystick.Core.Customers;
using Tallystick.Core.Mail;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

public sealed class FileMailerTests : MailerContract, IDisposable
{
    private readonly TemporaryBackend local = new();

    protected override IMailer Mailer => local.Backend.Mailer;

    [Fact]
    public async Task A_mail_is_one_file_by_the_name_of_what_it_tells_of_and_nothing_is_left_beside_it()
    {
        await Mailer.SendAsync(Mail(), default);
        local.Close();

        var mails = Path.Combine(local.Path, "mail");
        Assert.Equal(
            [Path.Combine(mails, "org_acme", "cus_jane", "evt_one.eml")],
            Directory.EnumerateFiles(mails, "*", SearchOption.AllDirectories));
    }

    public void Dispose() => local.Dispose();

    protected override IReadOnlyList<ReceivedMail> ReceivedBy(Tenant tenant, Id<Customer> customer)
    {
        var folder = new DirectoryInfo(Path.Combine(local.Path, "mail", tenant.ToString(), customer.ToString()));
        return folder.Exists ? [.. folder.EnumerateFiles("*.eml").Select(file => MailFile.Read(File.ReadAllBytes(file.FullName)))] : [];
    }
}
