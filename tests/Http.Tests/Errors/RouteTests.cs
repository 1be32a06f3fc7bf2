using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Errors;

public sealed class RouteTests
{
    [Fact]
    public async Task An_unknown_route_is_a_problem()
    {
        await using var api = await TestApi.StartAsync();
        var problem = await api.Anonymous.GetAsync("/v0/nothing", 404);
        Assert.Equal("ROUTE_NOT_FOUND", problem.Code());
        Assert.Equal(problem.Text("detail"), problem.Text("message"));
        Assert.Equal("/v0/nothing", problem.Text("instance"));
    }

    [Fact]
    public async Task A_wrong_method_is_a_problem_that_names_the_right_one()
    {
        await using var api = await TestApi.StartAsync();
        using var response = await api.Anonymous.DeleteAsync("/health/live");
        Assert.Equal("METHOD_NOT_ALLOWED", (await response.ReadAsync(405)).Code());
        Assert.Equal(["GET"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task The_process_is_live_and_its_readiness_is_the_stores()
    {
        await using var api = await TestApi.StartAsync();
        await api.Anonymous.GetAsync("/health/live", 200);
        await api.Anonymous.GetAsync("/health/ready", 200);
        api.Store.Down = true;
        api.Time.Advance(TimeSpan.FromSeconds(5));
        await api.Anonymous.GetAsync("/health/live", 200);
        using var response = await api.Anonymous.GetAsync("/health/ready");
        Assert.Equal("UNAVAILABLE", (await response.ReadAsync(503)).Code());
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task The_description_and_its_page_are_served_without_a_key()
    {
        await using var api = await TestApi.StartAsync();
        var document = await api.Anonymous.GetAsync("/openapi.json", 200);
        Assert.StartsWith("3.1", document.Text("openapi"), StringComparison.Ordinal);
        Assert.Contains("swagger-ui", await api.Anonymous.GetStringAsync("/docs/index.html"), StringComparison.Ordinal);
    }
}
