using Tallystick.Core.Billing;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Tests.Core.Tests.Usage.Kit;
using static Tallystick.Tests.Core.Tests.Usage.Kit.UsageSample;

namespace Tallystick.Tests.Core.Tests.Notifications;

/// <summary>The law of webhooks: whatever fails on the way, each fact is told at least once under one id, and nothing is told that is not true.</summary>
public class WebhookFaultTests
{
    [Theory]
    [InlineData(1, 60)]
    [InlineData(61, 120)]
    public async Task Every_fact_is_told_and_nothing_else_whatever_fails(int firstSeed, int lastSeed)
    {
        for (var seed = firstSeed; seed <= lastSeed; seed++)
        {
            await RunAsync(seed);
        }
    }

    private static async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        var world = await WebhookWorld.CreateAsync();
        await world.AddEndpointAsync();
        await world.UseAsync();
        var store = new FaultyStore(world.Pipeline.Store, random, faults: 0.1);
        world.Receiver.Answer = _ => random.Next(3) switch { 0 => new WebhookAnswer(500), 1 => new WebhookAnswer(null, "No answer."), _ => new WebhookAnswer(200) };
        var isPaid = random.Next(2) == 0;
        await UntilDoneAsync(() => world.CloseAsync(store));
        if (isPaid)
        {
            await world.Pipeline.TopUpAsync(6);
        }

        var id = (await world.InvoiceAsync()).Id;
        var register = world.Pipeline.Invoices(store);
        await UntilDoneAsync(() => isPaid
            ? register.PayAsync(Tenant, id, world.Pipeline.Time.Now, default)
            : register.VoidAsync(Tenant, id, world.Pipeline.Time.Now, default));

        for (var turn = 0; turn < 60; turn++)
        {
            await TryAsync(() => world.TurnAsync(store));
            world.Pipeline.Time.Advance(TimeSpan.FromMinutes(30));
        }

        var invoice = await world.InvoiceAsync();
        Assert.Equal(isPaid ? InvoiceStatus.Paid : InvoiceStatus.Void, invoice.Status);
        string[] expected = [$"evt_{id.Suffix}issued", $"evt_{id.Suffix}{(isPaid ? "paid" : "voided")}"];
        var got = world.Receiver.Got.DistinctBy(message => message.Fact).ToList();
        Assert.True(expected.SequenceEqual(got.Select(message => message.Fact.Id.ToString()).Order()), $"seed {seed}: {string.Join(' ', got)}");
        Assert.True(got.Exists(message => message.Fact.Invoice == InvoiceFigures.Of(invoice)), $"seed {seed}: told of another invoice than stands");
    }

    private static async Task UntilDoneAsync(Func<Task> work)
    {
        while (!await TryAsync(work))
        {
        }
    }

    private static async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }
}
