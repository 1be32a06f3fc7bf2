using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tallystick.Core.Storage;
using Tallystick.Tests.Triggers.Tests.Kit;

namespace Tallystick.Tests.Triggers.Tests;

public sealed class HealthTests
{
    private readonly MemoryBackend backend = new();

    [Fact]
    public async Task The_app_is_ready_while_its_ports_answer_and_names_those_that_do_not()
    {
        await using var host = await TriggerHost.StartAsync(backend);
        using var client = host.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        backend.Documents.BeforeRead = _ => throw new StoreUnavailableException("Away.");
        backend.Time.Advance(TimeSpan.FromSeconds(5));

        using var response = await client.GetAsync("/health/ready");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal("The documents cannot answer: Away.", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task The_app_starts_though_a_port_is_away()
    {
        backend.Documents.BeforeRead = _ => throw new StoreUnavailableException("Away.");

        await using var host = await TriggerHost.StartAsync(backend);

        using var response = await host.Client().GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
