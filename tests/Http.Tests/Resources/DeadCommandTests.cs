using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Billing;
using Tallystick.Core.Commands;
using Tallystick.Core.Values;
using Tallystick.Tests.Contracts;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class DeadCommandTests
{
    [Fact]
    public async Task A_period_that_was_put_aside_is_closed_when_its_command_is_replayed()
    {
        await using var api = await TestApi.StartAsync();
        await api.Live.PostAsync("/v0/subscriptions", Sample.Subscription(await Sample.CustomerAsync(api.Live), await Sample.PlanAsync(api.Live)));
        api.Time.Advance(TimeSpan.FromDays(29));
        var (queue, closing) = (api.Services.GetRequiredService<ICommandQueue>(), api.Services.GetRequiredService<Closing>());
        Assert.Equal(1, await closing.SweepAsync(api.Time.GetInstant(), default));
        var leased = (await queue.ReceiveAsync(DuePeriod.CommandKind, default))!;
        await closing.SetAsideAsync(leased.Command, "Something was damaged.", default);
        await queue.DeadLetterAsync(leased, "Something was damaged.", default);
        Assert.Equal("Something was damaged.", Assert.Single((await api.Operator.GetAsync("/v0/closing/stopped", 200))["data"]!.AsArray())!.Text("problem"));
        var dead = Assert.Single((await api.Operator.GetAsync("/v0/deadCommands", 200))["data"]!.AsArray())!;
        Assert.Equal((leased.Command.Id, DuePeriod.CommandKind, "Something was damaged."), (dead.Text("id"), dead.Text("kind"), dead.Text("reason")));

        Assert.Equal(1, (await api.Operator.PostAsync($"/v0/deadCommands/{leased.Command.Id}/replay", new { }, 200))["replayed"]!.GetValue<int>());

        Assert.Empty((await api.Operator.GetAsync("/v0/deadCommands", 200))["data"]!.AsArray());
        Assert.True(await closing.RunAsync((await queue.ReceiveAsync(DuePeriod.CommandKind, default))!.Command, default));
        Assert.Single((await api.Live.GetAsync("/v2/invoices", 200))["data"]!.AsArray());
        Assert.Empty((await api.Operator.GetAsync("/v0/closing/stopped", 200))["data"]!.AsArray());
        Assert.Equal(0, await closing.SweepAsync(api.Time.GetInstant(), default));
    }

    [Fact]
    public async Task All_are_replayed_at_once_and_one_that_is_unknown_is_not_found()
    {
        await using var api = await TestApi.StartAsync();
        var queue = api.Services.GetRequiredService<ICommandQueue>();
        foreach (var id in new[] { "a", "b" })
        {
            await queue.SendAsync(Samples.Command(id), default);
            await queue.DeadLetterAsync((await queue.ReceiveAsync("kind", default))!, "broken", default);
        }

        Assert.Equal("COMMAND_NOT_FOUND", (await api.Operator.PostAsync("/v0/deadCommands/c/replay", new { }, 404)).Code());
        Assert.Equal("UNAUTHENTICATED", (await api.Live.PostAsync("/v0/deadCommands/replay", new { }, 401)).Code());
        Assert.Equal(2, (await api.Operator.PostAsync("/v0/deadCommands/replay", new { }, 200))["replayed"]!.GetValue<int>());
        Assert.Equal(0, (await api.Operator.PostAsync("/v0/deadCommands/replay", new { }, 200))["replayed"]!.GetValue<int>());
    }
}
