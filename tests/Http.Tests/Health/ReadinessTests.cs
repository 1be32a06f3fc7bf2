using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Blobs;
using Tallystick.Http.Health;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Health;

public sealed class ReadinessTests
{
    [Fact]
    public async Task What_cannot_answer_is_named_with_the_reason_in_one_line()
    {
        await using var api = await TestApi.StartAsync(services: services =>
            services.AddSingleton<IBlobStore>(new AskedBlobs(() => throw new InvalidOperationException("No rights.\nStatus: 403"))));
        api.Store.Down = true;

        using var response = await api.Anonymous.GetAsync("/health/ready");

        var problem = await response.ReadAsync(503);
        Assert.Equal("UNAVAILABLE", problem.Code());
        Assert.Matches("^The documents cannot answer: [^\n]+ The blobs cannot answer: No rights\\.$", problem.Text("detail"));
    }

    [Fact]
    public async Task A_port_that_does_not_answer_is_not_waited_for()
    {
        var limit = TimeSpan.FromMilliseconds(20);
        await using var api = await TestApi.StartAsync(services: services => services
            .AddSingleton<IBlobStore>(new AskedBlobs(() => new TaskCompletionSource().Task))
            .AddSingleton(new ReadinessSettings { Limit = limit }));

        var failures = await api.Services.GetRequiredService<Readiness>().CheckAsync(default);

        // On a busy machine the others may take as long.
        Assert.Equal(limit, Assert.Single(failures, failure => failure.Port == "blobs").RetryAfter);
    }

    [Fact]
    public async Task A_caller_who_goes_away_is_told_nothing()
    {
        await using var api = await TestApi.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => api.Services.GetRequiredService<Readiness>().CheckAsync(new CancellationToken(canceled: true)));
    }
}
