using Azure.Storage.Blobs;
using Tallystick.Cloud.Mail;
using Tallystick.Core.Customers;
using Tallystick.Core.Mail;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Tests.Adapters.Tests.Local;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Cloud.Tests.Mail;

public sealed class BlobMailerTests : MailerContract, IClassFixture<AzuriteBlobs>
{
    private readonly FaultPolicy faults = new();
    private readonly BlobContainerClient container;

    public BlobMailerTests(AzuriteBlobs azurite)
    {
        container = azurite.NewContainer();
        Mailer = new BlobMailer(azurite.Client(container.Name, faults.Through(new BlobClientOptions(), clientRetries: 0)), "billing@acme.example");
    }

    protected override IMailer Mailer { get; }

    [Fact]
    public async Task A_mail_is_one_blob_by_the_name_of_what_it_tells_of_and_of_the_kind_of_mails()
    {
        await Mailer.SendAsync(Mail(), default);

        var blob = Assert.Single(container.GetBlobs());
        Assert.Equal(("org_acme/cus_jane/evt_one.eml", "message/rfc822"), (blob.Name, blob.Properties.ContentType));
    }

    [Fact]
    public async Task A_mail_whose_answer_was_lost_is_one_blob_when_it_is_handed_over_again()
    {
        faults.LoseAnswers(1);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Mailer.SendAsync(Mail(), default));

        await Mailer.SendAsync(Mail(), default);

        Assert.Single(container.GetBlobs());
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_service_that_is_too_busy_is_unavailable(int status)
    {
        faults.RefuseWith(status);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Mailer.SendAsync(Mail(), default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Mailer.ForgetAsync(Mail().Tenant, Mail().CustomerId, default));
    }

    [Fact]
    public async Task A_customer_whose_id_begins_like_that_of_one_who_is_erased_keeps_what_there_is()
    {
        var janet = Id<Customer>.Of("janet");
        await Mailer.SendAsync(Mail() with { CustomerId = janet }, default);

        await Mailer.ForgetAsync(Mail().Tenant, Mail().CustomerId, default);

        Assert.Single(ReceivedBy(Mail().Tenant, janet));
    }

    protected override IReadOnlyList<ReceivedMail> ReceivedBy(Tenant tenant, Id<Customer> customer) =>
        [.. container.GetBlobs(prefix: $"{tenant}/{customer}/").Select(blob => MailFile.Read(container.GetBlobClient(blob.Name).DownloadContent().Value.Content.ToArray()))];
}
