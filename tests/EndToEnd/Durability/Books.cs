using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.Durability;

/// <summary>Customers who pay at once for what they use, and whose books must balance whatever happened to the process.</summary>
internal sealed class Books
{
    private const decimal UnitPrice = 0.01m;
    private const decimal Funds = 100_000m;

    private Books(string metric, IReadOnlyList<string> customers) => (Metric, Customers) = (metric, customers);

    public string Metric { get; }

    public IReadOnlyList<string> Customers { get; }

    public static async Task<Books> OpenAsync(TallyScenario scenario)
    {
        var metric = await scenario.MetricAsync();
        string[] customers = [await scenario.CustomerAsync(), await scenario.CustomerAsync(), await scenario.CustomerAsync()];
        foreach (var customer in customers)
        {
            await scenario.FundAsync(customer, $"{Funds}", "first");
            await scenario.SubscribeAsync(customer, metric, $"{UnitPrice}", "instant");
        }

        return new Books(metric, customers);
    }

    /// <summary>Demands that every event counts once and was charged once.</summary>
    /// <param name="scenario">Where.</param>
    /// <param name="sent">All that was ever acknowledged, each event once.</param>
    /// <param name="moment">When, for the keys of events that the check needs: another one for every check.</param>
    public async Task AssertBalanceAsync(TallyScenario scenario, IReadOnlyList<Batch.Event> sent, string moment)
    {
        foreach (var customer in Customers)
        {
            await AssertBalanceAsync(scenario, customer, [.. sent.Where(item => item.Customer == customer)], moment);
        }

        Assert.Equal(sent.Sum(item => item.Quantity), await scenario.MeterAsync(Metric));
        Assert.Equal((sent.Count, 0), (await scenario.FatesAsync("counted"), await scenario.FatesAsync("accepted")));
    }

    private async Task AssertBalanceAsync(TallyScenario scenario, string customer, IReadOnlyList<Batch.Event> sent, string moment)
    {
        await scenario.CaughtUpAsync(customer, moment);
        var quantity = sent.Sum(item => item.Quantity);
        Assert.Equal(quantity, await scenario.MeterAsync(Metric, customer));
        Assert.Equal(sent.Count, await scenario.CountedAsync(customer));

        var wallet = await scenario.WalletAsync(customer);
        Assert.Equal(quantity * UnitPrice, wallet.Amount("spent"));
        Assert.Equal(Funds, wallet.Amount("funded"));
        Assert.Equal(Funds, wallet.Amount("available") + wallet.Amount("held") + wallet.Amount("spent"));
        Assert.Equal(0, wallet.Amount("owed"));
    }
}
