using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.Clients;

/// <summary>Packages that others publish for their own systems send here: only the address differs. Every script runs twice, as after a
/// crash, and every event counts once.</summary>
[Collection(SharedHost.Name)]
public sealed class RealClientTests(HostFixture host)
{
    private const int Runs = 2;

    [Fact]
    public async Task The_two_calls_of_guides_for_pay_as_you_go_reserve_and_report()
    {
        using var scenario = await TallyScenario.CreateAsync(host.Process);
        var (customer, metric) = (await scenario.CustomerAsync("customer-123"), await scenario.MetricAsync());
        await scenario.FundAsync(customer, "10", "first");
        await scenario.SubscribeAsync(customer, metric, "0.001", "instant");
        var guide = new Dictionary<string, string>
        {
            ["PAYGENTIC_URL"] = host.Process.BaseUrl.ToString().TrimEnd('/'),
            ["PAYGENTIC_API_KEY"] = scenario.Key,
            ["PAYGENTIC_MERCHANT_ID"] = scenario.MerchantId,
            ["PAYGENTIC_BILLABLE_METRIC_ID"] = metric,
            ["CUSTOMER_ID"] = customer,
            ["SUBMISSION_ID"] = "submission-1",
        };

        var output = await RunTwiceAsync(scenario, customer, "reserve-and-report.mjs", guide);

        Assert.Contains("com_", output, StringComparison.Ordinal);
        Assert.Equal(1, await scenario.MeterAsync(metric));
        var wallet = await scenario.WalletAsync(customer);
        Assert.Equal(0.001m, wallet.Amount("spent"));
        Assert.Equal(10, wallet.Amount("available") + wallet.Amount("held") + wallet.Amount("spent"));
    }

    [Fact]
    public async Task The_dodopayments_package_ingests_events()
    {
        using var scenario = await TallyScenario.CreateAsync(host.Process);
        var customer = await scenario.CustomerAsync(externalId: "cus_abc123");
        var (calls, tokens) = (await scenario.CountAsync("api_request"), await scenario.SumAsync("api_request", "$.tokens_used"));

        await RunTwiceAsync(scenario, customer, "dodopayments.mjs");

        Assert.Equal(1, await scenario.MeterAsync(calls));
        Assert.Equal(150, await scenario.MeterAsync(tokens));
    }

    [Fact]
    public async Task The_flexprice_package_ingests_events()
    {
        using var scenario = await TallyScenario.CreateAsync(host.Process);
        var customer = await scenario.CustomerAsync(externalId: "customer-123");
        var (events, units) = (await scenario.CountAsync("model_usage"), await scenario.SumAsync("model_usage", "$.units"));

        var answer = await RunTwiceAsync(scenario, customer, "flexprice.mjs");

        Assert.Contains("flex-1", answer, StringComparison.Ordinal);
        Assert.Equal(3, await scenario.MeterAsync(events));
        Assert.Equal(60, await scenario.MeterAsync(units));
    }

    [Fact]
    public async Task The_openmeter_package_ingests_events()
    {
        using var scenario = await TallyScenario.CreateAsync(host.Process);
        var customer = await scenario.CustomerAsync(externalId: "customer-123");
        var (events, tokens) = (await scenario.CountAsync("ai-tokens"), await scenario.SumAsync("ai-tokens", "$.tokens"));

        await RunTwiceAsync(scenario, customer, "openmeter.mjs");

        Assert.Equal(3, await scenario.MeterAsync(events));
        Assert.Equal(600, await scenario.MeterAsync(tokens));
    }

    [Fact]
    public async Task The_cloudevents_package_emits_in_every_mode()
    {
        using var scenario = await TallyScenario.CreateAsync(host.Process);
        var customer = await scenario.CustomerAsync(externalId: "customer-123");
        var (events, seconds) = (await scenario.CountAsync("com.example.run"), await scenario.SumAsync("com.example.run", "$.seconds"));

        await RunTwiceAsync(scenario, customer, "cloudevents.mjs");

        Assert.Equal(4, await scenario.MeterAsync(events));
        Assert.Equal(10.75m, await scenario.MeterAsync(seconds));
    }

    private async Task<string> RunTwiceAsync(
        TallyScenario scenario, string customer, string script, IReadOnlyDictionary<string, string>? variables = null)
    {
        await ClientPackages.DemandAsync();
        var url = host.Process.BaseUrl.ToString().TrimEnd('/');
        var environment = variables ?? new Dictionary<string, string>
        {
            ["TALLY_URL"] = url,
            ["TALLY_KEY"] = scenario.Key,
            ["CUSTOMER"] = "customer-123",
            ["DODO_PAYMENTS_BASE_URL"] = url,
            ["DODO_PAYMENTS_API_KEY"] = scenario.Key,
        };
        var output = "";
        for (var run = 0; run < Runs; run++)
        {
            output += await ChildProcess.RunAsync(ClientPackages.Directory, environment, "node", Path.Combine("Scripts", script));
        }

        await scenario.CaughtUpAsync(customer, $"after {script}");
        return output;
    }
}
