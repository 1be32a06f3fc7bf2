using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tallystick.Http.Security;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Errors;

public sealed class FailureTests
{
    [Fact]
    public async Task An_exception_is_a_problem_without_details()
    {
        await using var api = await TestApi.StartAsync(routes =>
            routes.MapGet("/broken", string () => throw new InvalidOperationException("secret")).AllowAnyone());
        var problem = await api.Anonymous.GetAsync("/broken", 500);
        Assert.Equal("INTERNAL_ERROR", problem.Code());
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_answer_is_worth_another_try()
    {
        await using var api = await TestApi.StartAsync();
        await api.Live.GetAsync("/v0/products", 200);
        api.Store.Down = true;
        using var response = await api.Live.GetAsync("/v0/products");
        Assert.Equal("UNAVAILABLE", (await response.ReadAsync(503)).Code());
        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task A_full_disk_has_a_code_of_its_own_and_is_told_to_the_operator_in_one_line()
    {
        var lines = new LineCollector();
        await using var api = await TestApi.StartAsync(services: services => services.AddSingleton<ILoggerProvider>(lines));
        api.Store.Full = true;
        for (var i = 0; i < 20; i++)
        {
            var problem = await api.Live.PostAsync("/v0/products", new { name = "Search" }, 503);
            Assert.Equal("STORAGE_FULL", problem.Code());
            await api.Live.GetAsync("/v0/products", 200);
        }

        Assert.Contains("The disk is full.", Assert.Single(lines.Lines), StringComparison.Ordinal);
        api.Store.Full = false;
        await api.Live.PostAsync("/v0/products", new { name = "Search" });
    }

    [Fact]
    public async Task An_endpoint_that_says_nothing_of_its_callers_is_for_admins()
    {
        await using var api = await TestApi.StartAsync(routes => routes.MapGet("/forgotten", () => Results.Ok()));
        await api.Anonymous.GetAsync("/forgotten", 401);
        await (await api.WithScopesAsync(Core.Tenancy.Scope.Read)).GetAsync("/forgotten", 403);
        await api.Live.GetAsync("/forgotten", 200);
    }
}
