using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class TestClockTests
{
    [Fact]
    public async Task A_clock_goes_forward_and_those_who_wait_are_told_before_the_answer()
    {
        var listener = new Listener();
        await using var api = await TestApi.StartAsync(services: services => services.AddSingleton<IClockAdvanced>(listener));
        var id = (await api.Test.PostAsync("/v0/testClocks", new { currentTime = "2027-01-01T00:00:00Z", name = "year" })).Text("id");
        Assert.Equal("2027-01-02T12:00:00Z", (await api.Test.PatchAsync($"/v0/testClocks/{id}", new { advanceBy = "P1DT12H" })).Text("currentTime"));
        Assert.Equal("2027-02-01T00:00:00Z", (await api.Test.PatchAsync($"/v0/testClocks/{id}", new { currentTime = "2027-02-01T01:00:00+01:00" })).Text("currentTime"));
        var back = await api.Test.PatchAsync($"/v0/testClocks/{id}", new { currentTime = "2027-01-31T00:00:00Z" }, 400);
        Assert.Equal("CLOCK_GOES_FORWARD", back.Code());
        Assert.Equal(["2027-01-02T12:00:00Z", "2027-02-01T00:00:00Z"], listener.Times);
        Assert.Single((await api.Test.GetAsync("/v0/testClocks", 200))["data"]!.AsArray());
        Assert.Equal("2027-02-01T00:00:00Z", (await api.Test.GetAsync($"/v0/testClocks/{id}", 200)).Text("currentTime"));
    }

    [Fact]
    public async Task There_are_no_clocks_in_live_mode()
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal("LIVE_MODE", (await api.Live.PostAsync("/v0/testClocks", new { currentTime = "2027-01-01T00:00:00Z" }, 403)).Code());
    }

    [Theory]
    [InlineData("{}", "advanceBy")]
    [InlineData("""{"advanceBy":"P1D","currentTime":"2028-01-01T00:00:00Z"}""", "advanceBy")]
    [InlineData("""{"advanceBy":"-P1D"}""", "advanceBy")]
    [InlineData("""{"advanceBy":"P1M"}""", "advanceBy")]
    [InlineData("""{"currentTime":"2028-01-01T00:00:00"}""", "currentTime")]
    public async Task A_move_that_is_none_is_refused(string body, string field)
    {
        await using var api = await TestApi.StartAsync();
        var id = (await api.Test.PostAsync("/v0/testClocks", new { currentTime = "2027-01-01T00:00:00Z" })).Text("id");
        Assert.Equal(field, (await api.Test.SendAsync(HttpMethod.Patch, $"/v0/testClocks/{id}", body, 400)).Field());
    }

    [Fact]
    public async Task A_customers_subscriptions_live_by_the_customers_clock()
    {
        await using var api = await TestApi.StartAsync();
        var clock = (await api.Test.PostAsync("/v0/testClocks", new { currentTime = "2027-01-01T00:00:00Z" })).Text("id");
        var customer = await Sample.CustomerAsync(api.Test, testClockId: clock);
        var request = Sample.Subscription(customer, await Sample.PlanAsync(api.Test), "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z");
        var subscription = await api.Test.PostAsync("/v0/subscriptions", request);
        Assert.Equal("2027-01-01T00:00:00Z", subscription.Text("createdAt"));
        Assert.Equal("active", subscription.Text("status"));
        await api.Test.PatchAsync($"/v0/testClocks/{clock}", new { advanceBy = "P31D" });
        Assert.Equal("terminated", (await api.Test.GetAsync($"/v0/subscriptions/{subscription.Text("id")}", 200)).Text("status"));
    }

    private sealed class Listener : IClockAdvanced
    {
        public List<string> Times { get; } = [];

        public Task AdvancedAsync(Tenant tenant, TestClock clock, CancellationToken cancellation)
        {
            Times.Add(clock.CurrentTime.ToString());
            return Task.CompletedTask;
        }
    }
}
