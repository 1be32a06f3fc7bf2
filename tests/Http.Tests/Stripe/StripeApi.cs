using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Tallystick.Http.Payments.Stripe;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Stripe;

/// <summary>The API with an account at the imitation of Stripe.</summary>
public abstract class StripeApi : IAsyncLifetime
{
    private protected StripeImitation Stripe { get; private set; } = null!;

    private protected TestApi Api { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Stripe = await StripeImitation.StartAsync();
        Api = await TestApi.StartAsync(services: services => services.AddStripe(Stripe.Settings));
    }

    public async Task DisposeAsync()
    {
        await Api.DisposeAsync();
        await Stripe.DisposeAsync();
    }

    protected static object Body(string customerId, string amount, string currency) => new { customerId, amount, currency, idempotencyKey = "key" };

    protected async Task<(string Customer, string Payment, string Session)> AskAsync()
    {
        var customer = await Sample.CustomerAsync(Api.Live);
        var (payment, _) = await CreateAsync(customer);
        return (customer, payment, $"cs_test_{Stripe.Made}");
    }

    protected async Task<(string Id, string Status)> CreateAsync(string customer)
    {
        var created = await Api.Live.PostAsync("/v0/payments", Body(customer, "12.50", "USD"));
        return (created.Text("id"), created.Text("status"));
    }

    protected async Task<(string Status, string? Other)> StateAsync(string payment, string other)
    {
        var read = await Api.Live.GetAsync($"/v0/payments/{payment}", 200);
        return (read.Text("status"), read[other]?.ToString());
    }

    protected async Task<string> AvailableAsync(string customer) => (await Api.Live.GetAsync($"/v0/customers/{customer}/wallet", 200)).Text("available");

    protected async Task<(string Customer, JsonNode Method, string Session)> SaveAsync()
    {
        var customer = await Sample.CustomerAsync(Api.Live);
        var method = await Api.Live.PostAsync($"/v0/customers/{customer}/paymentMethods", new { });
        return (customer, method, $"cs_test_{Stripe.Made}");
    }

    protected Task TellAsync(string session, int status, string type = "checkout.session.completed")
    {
        var (body, signature) = Stripe.Tell(session, Api.Time.Now, type);
        return SendAsync(body, signature, status);
    }

    protected async Task SendAsync(byte[] body, string? signature, int status)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, StripeWebhook.Path) { Content = content };
        if (signature is not null)
        {
            request.Headers.Add(StripeSignature.Header, signature);
        }

        using var response = await Api.Anonymous.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
    }
}
