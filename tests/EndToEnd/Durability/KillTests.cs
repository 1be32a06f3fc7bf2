using Tallystick.Tests.EndToEnd.Kit;
using Xunit.Abstractions;

namespace Tallystick.Tests.EndToEnd.Durability;

/// <summary>What was acknowledged counts once, whenever the process is killed.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Rounds = 20;
    private const int MaxAcknowledgements = 40;
    private const decimal UnitPrice = 0.01m;
    private const decimal Funds = 100_000m;

    [Fact]
    public async Task Killed_at_any_moment_under_load_the_process_loses_nothing_and_counts_and_charges_everything_once()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var data = new DataDirectory();
        var process = await TallyProcess.StartAsync(data.Path);
        try
        {
            using var scenario = await TallyScenario.CreateAsync(process);
            var metric = await scenario.MetricAsync();
            string[] customers = [await scenario.CustomerAsync(), await scenario.CustomerAsync(), await scenario.CustomerAsync()];
            foreach (var customer in customers)
            {
                await scenario.FundAsync(customer, $"{Funds}", "first");
                await scenario.SubscribeAsync(customer, metric, $"{UnitPrice}", "instant");
            }

            var clients = new UsageClients(random, customers, metric);
            for (var round = 0; round < Rounds; round++)
            {
                await clients.SendUntilKilledAsync(scenario.Client, random.Next(1, MaxAcknowledgements + 1), process.KillAsync);
                await process.DisposeAsync();
                process = await TallyProcess.StartAsync(data.Path);
                scenario.MoveTo(process);
            }

            await clients.SettleAsync(scenario.Client);
            output.WriteLine($"{clients.Events.Count()} events, {clients.CutOff} requests cut off");
            Assert.True(clients.CutOff >= Rounds);
            foreach (var customer in customers)
            {
                await AssertBooksBalanceAsync(scenario, metric, customer, [.. clients.Events.Where(item => item.Customer == customer)]);
            }

            Assert.Equal(clients.Events.Sum(item => item.Quantity), await scenario.MeterAsync(metric));
        }
        finally
        {
            await process.DisposeAsync();
        }
    }

    private static async Task AssertBooksBalanceAsync(TallyScenario scenario, string metric, string customer, IReadOnlyList<Batch.Event> sent)
    {
        await scenario.CaughtUpAsync(customer, "after all kills");
        var quantity = sent.Sum(item => item.Quantity);
        Assert.Equal(quantity, await scenario.MeterAsync(metric, customer));
        Assert.Equal(sent.Count, await scenario.CountedAsync(customer));

        var wallet = await scenario.WalletAsync(customer);
        Assert.Equal(quantity * UnitPrice, wallet.Amount("spent"));
        Assert.Equal(Funds, wallet.Amount("funded"));
        Assert.Equal(Funds, wallet.Amount("available") + wallet.Amount("held") + wallet.Amount("spent"));
        Assert.Equal(0, wallet.Amount("owed"));
    }
}
