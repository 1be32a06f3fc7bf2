using Azure.Messaging.EventHubs;
using Tallystick.Tests.Adapters.Tests.Local;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Cloud.Tests.WholeApp;

/// <summary>The whole product on the services of Azure, as models and on Azurite: from a report of usage to an invoice that is paid, told of and proved.</summary>
public sealed class WholeAppTests(AzuriteTables tables, AzuriteBlobs blobs) : WholeAppTest(tables, blobs)
{
    [Fact]
    public async Task Usage_becomes_invoices_that_are_paid_and_told_of()
    {
        await Month.ReportAsync();
        await Host.DeliverAsync();
        await Month.CloseAsync();

        Assert.Equal(Month.Books, await Month.ReadAsync());
    }

    [Fact]
    public async Task An_invoice_is_proved_from_the_hub_and_from_its_archive_when_the_hub_has_forgotten()
    {
        await Month.ReportAsync();
        await Host.DeliverAsync();
        await Month.CloseAsync();
        foreach (var isArchived in new[] { false, true })
        {
            if (isArchived)
            {
                await Services.ArchiveAsync();
            }

            foreach (var invoice in await Month.InvoicesAsync())
            {
                var proof = await Merchant.GetAsync($"/v2/invoices/{invoice.Text("id")}/proof");
                Assert.Equal(("verified", 0), (proof.Text("status"), proof["findings"]!.AsArray().Count));
            }
        }
    }

    [Fact]
    public async Task Customers_are_written_to_where_the_merchant_wants_it()
    {
        await Merchant.AskAsync(HttpMethod.Patch, "/v0/invoiceSettings", new { emails = new[] { "invoice.issued" } }, 200);
        await Month.ReportAsync();
        await Host.DeliverAsync();
        await Month.CloseAsync();
        await Host.PassMinuteAsync();
        await Host.PassMinuteAsync();

        var mails = await Services.Mails.GetBlobsAsync().ToListAsync();
        Assert.Equal(Merchant.Customers.Order(StringComparer.Ordinal), mails.Select(mail => mail.Name.Split('/')[1]));
        var mail = MailFile.Read((await Services.Mails.GetBlobClient(mails[0].Name).DownloadContentAsync()).Value.Content.ToArray());
        Assert.EndsWith(".pdf", mail.FileName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_stranger_sent_to_the_hub_is_listed_and_holds_up_nothing()
    {
        for (var partition = 0; partition < Services.Hub.Partitions.Length; partition++)
        {
            Services.Hub.Send(partition, [new EventData("no event of ours")]);
        }

        await Month.ReportAsync();
        var account = Services.Hub.EventsOf(0).Concat(Services.Hub.EventsOf(1)).First(data => data.Properties.Count > 0);
        var home = Services.Hub.EventsOf(0).Contains(account) ? 0 : 1;
        var garbage = new EventData("no lines of JSON") { Properties = { ["account"] = account.Properties["account"] } };
        Services.Hub.Send(home, [garbage]);
        Services.Hub.Send(1 - home, [garbage]);
        await Month.ReportAsync();
        await Host.DeliverAsync();
        await Month.CloseAsync();

        Assert.Equal(Month.Books, await Month.ReadAsync());
        using var operators = App.Client(CloudApp.OperatorKey);
        var listed = (await operators.GetAsync("/v0/log/unreadable", 200))["data"]!.AsArray();
        Assert.Equal(
            ["It has no property 'account' that names an account.", "It has no property 'account' that names an account.", $"The records of its account are in partition {home}."],
            listed.Select(record => record!.Text("reason")).Order(StringComparer.Ordinal));
        var rejected = (await Merchant.GetAsync("/v0/usage/outcomes?status=rejected&limit=100"))["data"]!.AsArray();
        Assert.Contains(rejected, outcome => outcome!.ToJsonString().Contains("UNREADABLE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_became_of_events_is_listed()
    {
        await Month.ReportAsync();
        foreach (var id in Month.Events)
        {
            Assert.Equal("accepted", await FateOfAsync(id));
        }

        await Host.DeliverAsync();

        Assert.Equal("counted", await FateOfAsync(Month.Events[0]));
        Assert.Equal("rejected", await FateOfAsync(Month.Events[^1]));
        Assert.Equal(1, await TotalAsync("rejected"));
        Assert.Equal(1, await TotalAsync("conflict"));
        Assert.Equal(4, await TotalAsync("duplicate"));
        var counted = await Merchant.GetAsync("/v0/usage?startTime=2026-01-01T00:00:00Z&endTime=2026-01-02T00:00:00Z");
        Assert.Equal(37, counted["pagination"]!["total"]!.GetValue<int>());
    }

    private async Task<string> FateOfAsync(string id) => (await Merchant.GetAsync($"/v0/usage/{id}")).Text("status");

    private async Task<int> TotalAsync(string status) =>
        (await Merchant.GetAsync($"/v0/usage/outcomes?status={status}"))["pagination"]!["total"]!.GetValue<int>();
}
