using System.Text.Json.Nodes;
using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.BadInput;

/// <summary>In a batch, an event that is refused does not touch its neighbours.</summary>
[Collection(SharedHost.Name)]
public sealed class BatchTests(HostFixture host)
{
    [Fact]
    public async Task Bad_events_of_a_batch_fail_alone_and_are_named_by_place_and_field()
    {
        using var scenario = await TallyScenario.CreateAsync(host.Process);
        var (customer, metric) = (await scenario.CustomerAsync(), await scenario.MetricAsync());
        var now = TimeProvider.System.GetUtcNow().ToString("O");
        string Event(string key, string quantity = "1", string? to = null) =>
            $$"""{"idempotencyKey":{{key}},"customerId":"{{to ?? customer}}","timestamp":"{{now}}","properties":[{"billableMetricId":"{{metric}}","quantity":{{quantity}}}]}""";
        string[] events =
        [
            Event("\"good 0\""), Event("\"bad 1\"", "-1"), Event("\"good 2\""), "7", Event("\"bad 4\"", to: "nobody"), Event("7"),
            Event("\"good 6\"", "\"0.5\""), """{"idempotencyKey":"bad 7","idempotencyKey":"bad 7"}""", Event(@"""bad 8\ud800"""), "null",
        ];

        var answer = await scenario.Client.PostAsync("/v0/usage/batch", $$"""{"events":[{{string.Join(',', events)}}]}""", 207);
        await scenario.CaughtUpAsync(customer, "last");

        Assert.Equal(2.5m, await scenario.MeterAsync(metric));
        Assert.Equal("""{"total":10,"successful":3,"failed":7}""", answer["summary"]!.ToJsonString());
        Assert.Equal(["good 0", "good 2", "good 6"], answer["successful"]!.AsArray().Select(item => item!.Text("idempotencyKey")));
        Assert.Equal(
            [
                "1 events[1].properties[0].quantity NEGATIVE",
                "3 events[3].merchantId WRONG_TYPE",
                "4 events[4].customerId CUSTOMER_NOT_FOUND",
                "5 events[5].idempotencyKey WRONG_TYPE",
                "7 events[7].idempotencyKey DUPLICATE_MEMBER",
                "8 events[8].idempotencyKey WRONG_TYPE",
                "9 events[9].merchantId WRONG_TYPE",
            ],
            answer["failed"]!.AsArray().Select(Describe));
    }

    [Theory]
    [InlineData("""{"events":[]}""", "EMPTY")]
    [InlineData("""{"events":{}}""", "WRONG_TYPE")]
    [InlineData("""{"events":null}""", "WRONG_TYPE")]
    [InlineData("{}", "REQUIRED")]
    [InlineData("[]", "REQUIRED")]
    public async Task A_batch_without_a_list_of_events_is_refused(string body, string code)
    {
        using var scenario = await TallyScenario.CreateAsync(host.Process);

        var problem = await scenario.Client.PostAsync("/v0/usage/batch", body, 400);

        Assert.Equal(("events", code), (problem["errors"]![0]!.Text("field"), problem.Text("code")));
    }

    [Theory]
    [InlineData(1000, 207)]
    [InlineData(1001, 400)]
    public async Task A_batch_has_at_most_1000_events(int count, int status)
    {
        using var scenario = await TallyScenario.CreateAsync(host.Process);

        await scenario.Client.PostAsync("/v0/usage/batch", $$"""{"events":[{{string.Join(',', Enumerable.Repeat("{}", count))}}]}""", status);
    }

    [Fact]
    public async Task Usage_of_a_metric_that_is_not_the_merchants_is_kept_as_rejected_and_counts_nowhere()
    {
        using var other = await TallyScenario.CreateAsync(host.Process);
        using var scenario = await TallyScenario.CreateAsync(host.Process);
        var (customer, theirs) = (await scenario.CustomerAsync(), await other.MetricAsync());
        foreach (var metric in (string[])[theirs, "bm_00000000000000000000000000"])
        {
            var accepted = await scenario.Client.PostAsync("/v0/usage", new
            {
                idempotencyKey = $"of {metric}",
                customerId = customer,
                timestamp = TimeProvider.System.GetUtcNow(),
                properties = new[] { new { billableMetricId = metric, quantity = 1 } },
            });

            var fate = await scenario.SettledAsync(accepted.Text("id"));

            Assert.Equal(("rejected", "UNKNOWN_METRIC"), (fate.Text("status"), fate["rejection"]!.Text("code")));
        }

        Assert.Equal(0, await other.MeterAsync(theirs));
    }

    private static string Describe(JsonNode? failure) =>
        $"{failure!["index"]} {failure["errors"]![0]!.Text("field")} {failure["errors"]![0]!.Text("code")}";
}
