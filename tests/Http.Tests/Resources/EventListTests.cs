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
}
