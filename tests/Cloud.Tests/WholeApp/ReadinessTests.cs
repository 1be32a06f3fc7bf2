using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Tallystick.Tests.Cloud.Tests.Azurite;
using Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

namespace Tallystick.Tests.Cloud.Tests.WholeApp;

public sealed class ReadinessTests(AzuriteTables tables, AzuriteBlobs blobs) : IClassFixture<AzuriteTables>, IClassFixture<AzuriteBlobs>
{
    private static readonly string[] Names = ["documents", "event log", "claims", "commands", "blobs"];

    public static TheoryData<string> Ports { get; } = new(Names);

    [Theory]
    [MemberData(nameof(Ports))]
    public async Task An_instance_is_ready_unless_a_service_is_away_and_then_names_it(string port)
    {
        var services = new CloudServices(tables, blobs);
        await using var app = await CloudApp.StartAsync(services);
        using var client = app.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);

        Take(services, port, isAway: true);
        services.Time.Advance(TimeSpan.FromSeconds(5));
        using var response = await client.GetAsync("/health/ready");
        var detail = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal([port], Names.Where(named => detail.Contains($"The {named} cannot answer: ", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);

        Take(services, port, isAway: false);
        services.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
    }

    private static void Take(CloudServices services, string port, bool isAway)
    {
        switch (port)
        {
            case "documents":
                services.Cosmos.Weather = isAway ? () => new WireFault(503) : null;
                break;
            case "event log":
                services.Hub.Outage = isAway ? CloudServices.Throttled() : null;
                break;
            case "claims":
                services.Tables.RefuseWith(isAway ? 503 : null);
                break;
            case "blobs":
                services.Blobs.RefuseWith(isAway ? 503 : null);
                break;
            default:
                services.ServiceBus.Failure = isAway ? new ServiceBusException("Busy on purpose.", ServiceBusFailureReason.ServiceBusy) : null;
                break;
        }
    }
}
