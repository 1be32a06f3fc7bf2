using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Cloud.Tests.WholeApp;

/// <summary>The whole product on the services of Azure, as models and on Azurite: from a report of usage to an invoice that is paid, told of and proved.</summary>
public sealed class WholeAppTests(AzuriteTables tables, AzuriteBlobs blobs) : IClassFixture<AzuriteTables>, IClassFixture<AzuriteBlobs>, IAsyncLifetime
{
    private CloudServices services = null!;
    private CloudApp app = null!;
    private FunctionsHost host = null!;
    private Merchant merchant = null!;
    private Month month = null!;

    public async Task InitializeAsync()
    {
        services = new CloudServices(tables, blobs);
        app = await CloudApp.StartAsync(services);
        host = new FunctionsHost(services, app);
        merchant = await Merchant.OpenAsync(app, services.Time);
        month = new Month(services, host, merchant);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Usage_becomes_invoices_that_are_paid_and_told_of()
    {
        await month.ReportAsync();
        await host.DeliverAsync();
        await month.CloseAsync();

        Assert.Equal(Month.Books, await month.ReadAsync());
    }

    [Fact]
    public async Task An_invoice_is_proved_from_the_hub_and_from_its_archive_when_the_hub_has_forgotten()
    {
        await month.ReportAsync();
        await host.DeliverAsync();
        await month.CloseAsync();
        foreach (var isArchived in new[] { false, true })
        {
            if (isArchived)
            {
                await services.ArchiveAsync();
            }

            foreach (var invoice in await month.InvoicesAsync())
            {
                var proof = await merchant.GetAsync($"/v2/invoices/{invoice.Text("id")}/proof");
                Assert.Equal(("verified", 0), (proof.Text("status"), proof["findings"]!.AsArray().Count));
            }
        }
    }
}
