using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class EventListTests
{
    [Theory]
    [InlineData(@"""\ud800"":1,")]
    [InlineData(@"""\udc00x"":{""a"":[1]},")]
    [InlineData(@"""e\ud83d"":null,")]
    [InlineData(@"""\ude00\ud83d"":""\ud800"",")]
    [InlineData(@"""\u0045vents"":1,")]
    public async Task A_member_beside_the_list_is_passed_over_though_its_name_is_no_text(string member)
    {
        await using var api = await TestApi.StartAsync();

        foreach (var list in new[] { "events", @"\u0065vents", @"e\u0076\u0065nts" })
        {
            var body = $$"""{{{member}}"{{list}}":[{"event_id":"{{list.Length}}","customer_id":"someone","event_name":"run"}]}""";
            var answer = await api.Live.SendAsync(HttpMethod.Post, "/events/ingest", body, 200);
            Assert.Equal(1, answer["ingested_count"]!.GetValue<int>());
        }
    }

    [Theory]
    [InlineData("/v0/usage/batch", "events")]
    [InlineData("/events/ingest", @"e\u0076ents")]
    [InlineData("/v1/events/bulk", "events")]
    public async Task A_list_that_stands_twice_is_refused(string route, string second)
    {
        await using var api = await TestApi.StartAsync();

        var problem = await api.Live.SendAsync(HttpMethod.Post, route, $$"""{"events":[{}],"{{second}}":[{}]}""", 400);

        Assert.Equal(("DUPLICATE_MEMBER", "events"), (problem.Text("code"), problem["errors"]![0]!.Text("field")));
    }

    [Fact]
    public async Task A_refused_event_of_a_batch_is_told_by_its_key_however_that_is_spelled()
    {
        await using var api = await TestApi.StartAsync();

        var answer = await api.Live.SendAsync(
            HttpMethod.Post, "/v0/usage/batch", """{"events":[{"idempotency\u004bey":"\u0061 \"b\" \/"},{"idempotencyKey":"\ud800"}]}""", 207);

        Assert.Equal(["a \"b\" /", null], answer["failed"]!.AsArray().Select(item => (string?)item!["idempotencyKey"]));
    }
}
