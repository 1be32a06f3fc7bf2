using NodaTime;
using Tallystick.Core.Commands;

namespace Tallystick.Tests.Contracts;

/// <summary>What <see cref="ICommandQueue"/> promises.</summary>
public abstract partial class CommandQueueContract
{
    /// <summary>How long leases of <see cref="Queue"/> last.</summary>
    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>An empty queue, by <see cref="Time"/>.</summary>
    protected abstract ICommandQueue Queue { get; }

    /// <summary>The queue's clock.</summary>
    protected ManualTime Time { get; } = new();

    [Fact]
    public async Task A_command_is_handed_out_as_it_was_sent()
    {
        var command = Samples.Command("a", notBefore: Time.Now);
        await Send(command);

        var leased = await Receive();

        Assert.Equal(command, leased!.Command);
        Assert.Equal(1, leased.Attempt);
    }

    [Fact]
    public async Task An_empty_queue_hands_out_nothing() => Assert.Null(await Receive());

    [Fact]
    public async Task A_completed_command_goes_for_good()
    {
        await Send(Samples.Command("a"));

        Assert.True(await Queue.CompleteAsync((await Receive())!, default));

        Time.Advance(Lease * 2);
        Assert.Null(await Receive());
    }

    [Fact]
    public async Task Commands_of_a_session_are_done_one_after_the_other_in_the_order_of_their_sending()
    {
        string[] ids = ["c", "a", "b"];
        foreach (var id in ids)
        {
            await Send(Samples.Command(id));
        }

        foreach (var id in ids)
        {
            var leased = await Receive();
            Assert.Equal(id, leased!.Command.Id);
            Assert.Null(await Receive());
            await Queue.CompleteAsync(leased, default);
        }
    }

    [Fact]
    public async Task Sessions_do_not_wait_for_each_other()
    {
        await Send(Samples.Command("a1", "a"));
        await Send(Samples.Command("a2", "a"));
        await Send(Samples.Command("b1", "b"));

        Assert.Equal("a1", (await Receive())!.Command.Id);
        Assert.Equal("b1", (await Receive())!.Command.Id);
        Assert.Null(await Receive());
    }

    [Fact]
    public async Task A_command_is_handed_out_to_those_who_ask_for_its_kind_and_waits_for_no_other_kind()
    {
        for (var number = 0; number < 20; number++)
        {
            await Send(Samples.Command($"slow{number}", $"slow{number}", kind: "slow"));
        }

        await Send(Samples.Command("quick", "quick", kind: "quick"));
        Assert.Equal("slow0", (await Receive("slow"))!.Command.Id);

        Assert.Equal("quick", (await Receive("quick"))!.Command.Id);
        Assert.Null(await Receive("quick"));
        Assert.Null(await Receive("unknown"));
        Assert.Equal("slow1", (await Receive("slow"))!.Command.Id);
    }

    [Fact]
    public async Task Sessions_of_one_name_and_two_kinds_do_not_wait_for_each_other()
    {
        await Send(Samples.Command("a", kind: "slow"));
        await Send(Samples.Command("b", kind: "quick"));
        await Send(Samples.Command("c", kind: "slow"));

        Assert.Equal("a", (await Receive("slow"))!.Command.Id);
        Assert.Equal("b", (await Receive("quick"))!.Command.Id);
        Assert.Null(await Receive("slow"));
    }

    [Fact]
    public async Task Of_racing_workers_exactly_one_gets_a_command()
    {
        await Send(Samples.Command("a"));

        var leased = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => Receive())));

        Assert.Single(leased, one => one is not null);
    }

    [Fact]
    public async Task A_command_that_waits_or_is_leased_is_not_sent_again_at_once()
    {
        await Send(Samples.Command("a"));
        await Send(Samples.Command("a", "another session"));
        var leased = await Receive();
        Time.Advance(ICommandQueue.Remembered.ToTimeSpan() - TimeSpan.FromMilliseconds(1));
        await Send(Samples.Command("a", "another session"));

        Assert.Equal("session", leased!.Command.Session);
        Assert.Null(await Receive());
        await Queue.CompleteAsync(leased, default);
        Assert.Null(await Receive());
    }

    [Fact]
    public async Task A_command_that_is_done_may_be_sent_again()
    {
        await Send(Samples.Command("a"));
        await Queue.CompleteAsync((await Receive())!, default);
        Time.Advance(ICommandQueue.Remembered.ToTimeSpan());

        await Send(Samples.Command("a"));

        Assert.Equal(1, (await Receive())!.Attempt);
    }

    [Fact]
    public async Task A_command_waits_for_its_time_and_holds_up_nothing_till_then()
    {
        await Send(Samples.Command("later", notBefore: Time.Now + Duration.FromSeconds(10)));
        await Send(Samples.Command("now"));

        var now = await Receive();
        Assert.Equal("now", now!.Command.Id);
        await Queue.CompleteAsync(now, default);
        Time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMilliseconds(1));
        Assert.Null(await Receive());

        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("later", (await Receive())!.Command.Id);
    }

    [Fact]
    public async Task A_command_waits_for_somebody_who_asks_for_it()
    {
        await Send(Samples.Command("a"));
        await Send(Samples.Command("later", "other", notBefore: Time.Now + ICommandQueue.Kept));

        Time.Advance(ICommandQueue.Kept.ToTimeSpan() - TimeSpan.FromMilliseconds(1));
        Assert.Equal("a", (await Receive())!.Command.Id);

        Time.Advance(ICommandQueue.Kept.ToTimeSpan());
        Assert.NotNull(await Receive());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(CommandBounds.MaxName + 1)]
    public async Task A_command_out_of_bounds_is_refused(int length)
    {
        var name = new string('a', length);

        await Assert.ThrowsAsync<ArgumentException>(() => Send(Samples.Command(name)));
        await Assert.ThrowsAsync<ArgumentException>(() => Send(Samples.Command("a", name)));
    }

    private async Task Send(Command command) => await Queue.SendAsync(command, default);

    private async Task<LeasedCommand?> Receive() => await Receive("kind");

    private async Task<LeasedCommand?> Receive(string kind) => await Queue.ReceiveAsync(kind, default);
}
