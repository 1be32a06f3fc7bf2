using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Blobs;
using Tallystick.Http.Health;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Health;

public sealed class KeptReadinessTests
{
    private Func<Task> answer = () => Task.CompletedTask;
    private int asked;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(4_999, 1)]
    [InlineData(5_000, 2)]
    [InlineData(-1, 2)]
    public async Task An_answer_is_kept_for_five_seconds(int laterMs, int asks)
    {
        await using var api = await StartAsync();
        await api.Anonymous.GetAsync("/health/ready", 200);
        api.Time.Advance(TimeSpan.FromMilliseconds(laterMs));

        await api.Anonymous.GetAsync("/health/ready", 200);

        Assert.Equal(asks, asked);
    }

    [Fact]
    public async Task A_failure_is_kept_as_long_as_a_good_answer()
    {
        answer = () => throw new InvalidOperationException("No rights.");
        await using var api = await StartAsync();
        await api.Anonymous.GetAsync("/health/ready", 503);
        answer = () => Task.CompletedTask;
        api.Time.Advance(TimeSpan.FromMilliseconds(4_999));

        await api.Anonymous.GetAsync("/health/ready", 503);
        Assert.Equal(1, asked);

        api.Time.Advance(TimeSpan.FromMilliseconds(1));
        await api.Anonymous.GetAsync("/health/ready", 200);
    }

    [Fact]
    public async Task All_who_ask_during_a_check_share_it_and_it_is_kept_from_its_end()
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        answer = () => answered.Task;
        await using var api = await StartAsync();
        var readiness = api.Services.GetRequiredService<KeptReadiness>();

        var first = readiness.CheckAsync(default);
        api.Time.Advance(TimeSpan.FromMinutes(1));
        var second = readiness.CheckAsync(default);
        answered.SetResult();
        await Task.WhenAll(first, second);
        api.Time.Advance(TimeSpan.FromMilliseconds(4_999));
        await readiness.CheckAsync(default);

        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task A_caller_who_goes_away_does_not_end_the_check_of_others()
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        answer = () => answered.Task;
        await using var api = await StartAsync();
        var readiness = api.Services.GetRequiredService<KeptReadiness>();
        using var leaving = new CancellationTokenSource();

        var first = readiness.CheckAsync(leaving.Token);
        var second = readiness.CheckAsync(default);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answered.SetResult();

        Assert.Empty(await second);
        Assert.Equal(1, asked);
    }

    private Task<TestApi> StartAsync() => TestApi.StartAsync(services: services => services.AddSingleton<IBlobStore>(new AskedBlobs(() =>
    {
        Interlocked.Increment(ref asked);
        return answer();
    })));
}
