using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class ExternalCustomerTests
{
    [Theory]
    [InlineData("crm-17", true)]
    [InlineData("Grace & søn", true)] // Goes by its hash.
    [InlineData("crm-17", false)]
    public async Task Events_under_an_external_id_count_once_the_customer_is_there(string externalId, bool meteredBefore)
    {
        await using var api = await TestApi.StartAsync();
        var metric = await api.Live.PostAsync("/v0/billableMetrics", new
        {
            name = "Tokens",
            unit = "token",
            aggregation = "SUM",
            eventType = "completion",
            valueProperty = "$.tokens",
        });
        object Event(string subject, int tokens) =>
            new { type = "completion", source = "test", externalSubject = subject, idempotencyKey = $"{subject} {tokens}", data = new { tokens } };
        await api.Live.PostAsync("/v0/events", Event(externalId, 5), 202);
        await api.Live.PostAsync("/v0/events", Event("somebody else", 7), 202);
        if (meteredBefore)
        {
            await api.MeterAllAsync();
        }

        var customer = await Sample.CustomerAsync(api.Live, externalId);
        await api.MeterAllAsync();
        await api.MeterAllAsync(); // What the first appended anew.

        var meter = $"/v0/billableMetrics/{metric.Text("id")}/meter?from=2026-01-31T00:00:00Z&to=2026-02-01T00:00:00Z";
        Assert.Equal("5", (await api.Live.GetAsync($"{meter}&subject={customer}", 200)).Text("totalValue"));
        Assert.Equal("5", (await api.Live.GetAsync(meter, 200)).Text("totalValue"));
    }
}
