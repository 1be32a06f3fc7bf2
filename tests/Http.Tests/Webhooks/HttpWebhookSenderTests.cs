using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;
using Tallystick.Http.Webhooks;
using Tallystick.Tests.Http.Tests.Kit;
using Period = Tallystick.Core.Values.Period;

namespace Tallystick.Tests.Http.Tests.Webhooks;

public sealed class HttpWebhookSenderTests
{
    private static readonly Instant Issued = Instant.FromUtc(2026, 2, 1, 0, 0);
    private static readonly string[] Secrets = ["whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "whsec_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="];

    private static BillingFact Fact => new()
    {
        Id = Id<BillingFact>.Of("1issued"),
        Type = FactTypes.InvoiceIssued,
        At = Issued,
        Sequence = 7,
        Invoice = new InvoiceFigures(
            Id<Invoice>.Of("1"), InvoiceType.DebitNote, new OriginalInvoice(Id<Invoice>.Of("0"), "INV-0"), "INV-1", Id<Customer>.Of("1"), "sub_1", Currency.Parse("USD"), InvoiceStatus.Issued,
            new Period(Issued - Duration.FromDays(31), Issued), 6m, 0.6m, 1m, Issued, Issued + Duration.FromDays(30), null, null),
    };

    [Fact]
    public async Task A_message_has_the_headers_of_Standard_Webhooks_twice_and_the_invoice_as_it_was()
    {
        var headers = new Dictionary<string, string>();
        byte[] body = [];
        await using var server = await LocalServer.StartAsync(async context =>
        {
            using var copy = new MemoryStream();
            await context.Request.Body.CopyToAsync(copy);
            (headers, body) = (context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()), copy.ToArray());
        });

        Assert.Equal(new WebhookAnswer(200), await SendAsync(server.Url.ToString()));

        foreach (var prefix in new[] { "webhook", "svix" })
        {
            Assert.Equal("evt_1issued", headers[$"{prefix}-id"]);
            Assert.Equal("1770000000", headers[$"{prefix}-timestamp"]);
            Assert.Equal(WebhookSignature.HeaderOf(Secrets, "evt_1issued", Instant.FromUnixTimeSeconds(1770000000), body), headers[$"{prefix}-signature"]);
        }

        Assert.Equal("application/json", headers["content-type"]);
        var told = JsonDocument.Parse(body).RootElement;
        Assert.Equal(["eventType", "eventId", "timestamp", "sequence", "data"], told.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("invoice.issued", "2026-02-01T00:00:00Z", 7), (told.GetProperty("eventType").GetString(), told.GetProperty("timestamp").GetString(), told.GetProperty("sequence").GetInt32()));
        var data = told.GetProperty("data");
        Assert.Equal(("debit_note", "inv_0", "INV-0"), (Text("type"), Text("originalInvoiceId"), Text("originalInvoiceNumber")));
        Assert.Equal(("6.60", "5.60", "issued", "INV-1"), (Text("grandTotal"), Text("unpaidAmount"), Text("status"), Text("invoiceNumber")));

        string? Text(string member) => data.GetProperty(member).GetString();
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        var calls = 0;
        await using var server = await LocalServer.StartAsync(context =>
        {
            calls++;
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });

        Assert.Equal(new WebhookAnswer(302), await SendAsync(server.Url.ToString()));
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_not_waited_for()
    {
        await using var server = await LocalServer.StartAsync(context => new TaskCompletionSource().Task.WaitAsync(context.RequestAborted));

        Assert.Equal(
            new WebhookAnswer(null, "No answer within 0.2 seconds."),
            await SendAsync(server.Url.ToString(), new WebhookSettings(AllowLoopback: true) { Timeout = TimeSpan.FromMilliseconds(200) }));
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        await using var server = await LocalServer.StartAsync(async context =>
        {
            var block = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });

        Assert.Equal(new WebhookAnswer(200), await SendAsync(server.Url.ToString()));
    }

    [Fact]
    public async Task Nobody_there_is_an_answer_too()
    {
        var server = await LocalServer.StartAsync(_ => Task.CompletedTask);
        var url = server.Url.ToString();
        await server.DisposeAsync();

        Assert.Equal(new WebhookAnswer(null, "No connection could be made."), await SendAsync(url));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("169.254.169.254")]
    public async Task A_name_that_leads_inside_is_not_connected_to_and_merchants_are_told_why(string address)
    {
        var calls = 0;
        await using var server = await LocalServer.StartAsync(_ =>
        {
            calls++;
            return Task.CompletedTask;
        });

        var answer = await SendAsync(
            $"https://hooks.example.com:{server.Url.Port}/", new WebhookSettings(), (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }));

        Assert.Equal(new WebhookAnswer(null, "The host is of a private network."), answer);
        Assert.Equal(0, calls);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.TryAgain)]
    [InlineData(SocketError.NoData)]
    public async Task Bug_merchants_were_not_told_that_a_name_cannot_be_found(SocketError error) => Assert.Equal(
        new WebhookAnswer(null, "The name of the host cannot be found."),
        await SendAsync("https://hooks.example.com/", new WebhookSettings(), (_, _) => throw new SocketException((int)error)));

    [Fact]
    public async Task A_name_is_looked_up_once_and_what_was_found_is_connected_to()
    {
        await using var server = await LocalServer.StartAsync(_ => Task.CompletedTask);
        var lookups = 0;

        var answer = await SendAsync($"http://localhost:{server.Url.Port}/", new WebhookSettings(AllowLoopback: true), (_, _) => Task.FromResult(
            new[] { lookups++ == 0 ? IPAddress.Loopback : IPAddress.Parse("10.0.0.1") }));

        Assert.Equal((new WebhookAnswer(200), 1), (answer, lookups));
    }

    [Fact]
    public async Task An_endpoint_of_a_time_when_more_was_allowed_is_not_called() =>
        Assert.Null((await SendAsync("http://127.0.0.1:1/", new WebhookSettings())).StatusCode);

    private static async Task<WebhookAnswer> SendAsync(
        string url, WebhookSettings? settings = null, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        var used = settings ?? new WebhookSettings(AllowLoopback: true);
        using var sender = new HttpWebhookSender(new WebhookTargets(used), used, new HostAddress(() => new Uri("https://tally.example/")), resolve);
        return await sender.SendAsync(new WebhookMessage(url, Fact, Instant.FromUnixTimeSeconds(1770000000) + Duration.FromMilliseconds(900), Secrets), default);
    }
}
