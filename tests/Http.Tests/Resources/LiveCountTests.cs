using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class LiveCountTests
{
    [Fact]
    public async Task What_the_log_takes_shows_in_the_stream_while_it_is_open()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api);
        using var response = await api.Test.GetAsync("/v0/usage/live", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        var before = await reader.NextEventAsync();
        await shop.UseAsync("one", 1);
        var after = await reader.NextEventAsync();
        while (after["total"]!.GetValue<long>() == 0)
        {
            after = await reader.NextEventAsync();
        }

        Assert.Equal(("2026-01-31T12:00:00Z", 0), (before.Text("from"), before["total"]!.GetValue<long>()));
        Assert.Equal((1, 1, "0"), (after["total"]!.GetValue<long>(), after["counted"]!.GetValue<long>() + after["accepted"]!.GetValue<long>(), after.Text("lagSeconds")));
    }

    [Fact]
    public async Task Another_tenant_s_events_are_not_in_it()
    {
        await using var api = await TestApi.StartAsync();
        await (await Shop.OpenAsync(api)).UseAsync("one", 1);
        using var response = await api.Live.GetAsync("/v0/usage/live", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        Assert.Equal(0, (await reader.NextEventAsync())["total"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_stream_ends_after_five_minutes()
    {
        await using var api = await TestApi.StartAsync();
        using var response = await api.Live.GetAsync("/v0/usage/live", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await reader.NextEventAsync();

        api.Time.Advance(TimeSpan.FromMinutes(5));

        await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_host_that_stops_ends_the_stream()
    {
        await using var api = await TestApi.StartAsync();
        using var response = await api.Live.GetAsync("/v0/usage/live", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await reader.NextEventAsync();

        api.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(30));
    }
}
