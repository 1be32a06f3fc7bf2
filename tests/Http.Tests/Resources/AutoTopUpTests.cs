using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class AutoTopUpTests
{
    [Fact]
    public async Task It_is_set_and_shown()
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");
        var path = $"/v0/customers/{shop.Customer}/autoTopUp";
        Assert.Equal("AUTO_TOP_UP_NOT_FOUND", (await api.Test.GetAsync(path, 404)).Code());

        var set = await api.Test.SendAsync(HttpMethod.Put, path, """{"threshold": "5", "amount": "20", "maxPerMonth": 3}""", 200);

        Assert.Equal(("autoTopUp", "5", "20", "USD", "ready"), (set.Text("object"), set.Text("threshold"), set.Text("amount"), set.Text("currency"), set.Text("state")));
        Assert.Equal((3, true, 0), (set["maxPerMonth"]!.GetValue<int>(), set["enabled"]!.GetValue<bool>(), set["askedInMonth"]!.GetValue<int>()));
        Assert.Equal(set.ToJsonString(), (await api.Test.GetAsync(path, 200)).ToJsonString());
    }

    [Theory]
    [InlineData("""{"amount": "20"}""", "threshold")]
    [InlineData("""{"threshold": "5"}""", "amount")]
    [InlineData("""{"threshold": "5", "amount": "4"}""", "amount")]
    [InlineData("""{"threshold": "5", "amount": "5.001"}""", "amount")]
    [InlineData("""{"threshold": "5", "amount": "5", "maxPerMonth": 0}""", "maxPerMonth")]
    public async Task What_breaks_a_rule_is_told_which(string body, string field)
    {
        await using var api = await TestApi.StartAsync();
        var shop = await Shop.OpenAsync(api, funds: "10");

        Assert.Equal(field, (await api.Test.SendAsync(HttpMethod.Put, $"/v0/customers/{shop.Customer}/autoTopUp", body, 400)).Field());
    }

    [Fact]
    public async Task Without_a_currency_it_cannot_be_set_and_nobody_sets_anothers()
    {
        await using var api = await TestApi.StartAsync();
        var customer = await Sample.CustomerAsync(api.Test);
        const string Body = """{"threshold": "5", "amount": "20"}""";

        Assert.Equal("CURRENCY_UNKNOWN", (await api.Test.SendAsync(HttpMethod.Put, $"/v0/customers/{customer}/autoTopUp", Body, 409)).Code());
        Assert.Equal("CUSTOMER_NOT_FOUND", (await api.Live.SendAsync(HttpMethod.Put, $"/v0/customers/{customer}/autoTopUp", Body, 404)).Code());
        Assert.Equal("CUSTOMER_NOT_FOUND", (await api.Live.GetAsync($"/v0/customers/{customer}/autoTopUp", 404)).Code());
    }
}
