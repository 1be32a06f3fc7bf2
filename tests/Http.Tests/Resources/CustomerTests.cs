using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class CustomerTests
{
    [Fact]
    public async Task Name_and_email_stand_in_the_consumer_or_at_the_top()
    {
        await using var api = await TestApi.StartAsync();
        var nested = await api.Live.PostAsync("/v0/customers", new { consumer = new { name = "Grace", email = "g@example.com" }, timeZone = "Europe/Berlin", taxRate = "0.19" });
        Assert.Equal("Grace", nested["consumer"]!.Text("name"));
        Assert.Equal(("Europe/Berlin", "0.19"), (nested.Text("timeZone"), nested.Text("taxRate")));
        var flat = await api.Live.PostAsync("/v0/customers", new { name = "Linus", taxRates = new[] { new { rate = 0.07 } } });
        Assert.Equal(("Linus", "UTC", "0.07"), (flat["consumer"]!.Text("name"), flat.Text("timeZone"), flat.Text("taxRate")));
        Assert.Equal(flat.ToJsonString(), (await api.Live.GetAsync($"/v0/customers/{flat.Text("id")}", 200)).ToJsonString());
    }

    [Fact]
    public async Task An_external_id_is_one_customers()
    {
        await using var api = await TestApi.StartAsync();
        var id = await Sample.CustomerAsync(api.Live, "acme / Köln #1");
        Assert.Equal("EXTERNAL_ID_TAKEN", (await api.Live.PostAsync("/v0/customers", new { name = "Other", externalId = "acme / Köln #1" }, 409)).Code());
        await Sample.CustomerAsync(api.Test, "acme / Köln #1");
        var found = await api.Live.GetAsync($"/v0/customers?externalId={Uri.EscapeDataString("acme / Köln #1")}", 200);
        Assert.Equal(id, found["data"]!.AsArray().Single()!.Text("id"));
        Assert.Empty((await api.Live.GetAsync("/v0/customers?externalId=nobody", 200))["data"]!.AsArray());
        Assert.Equal(1, (await api.Live.GetAsync("/v0/customers", 200))["pagination"]!["total"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("""{"consumer":{"email":"g@example.com"}}""", "consumer.name", "REQUIRED", 400)]
    [InlineData("""{"consumer":{"name":"Grace"}}""", "consumer.email", "REQUIRED", 400)]
    [InlineData("""{"name":"Grace","email":"nowhere"}""", "email", "INVALID_EMAIL", 400)]
    [InlineData("""{"name":"Grace","timeZone":"Europe/Colonia"}""", "timeZone", "UNKNOWN_TIME_ZONE", 400)]
    [InlineData("""{"name":"Grace","taxRate":"1.5"}""", "taxRate", "OUT_OF_RANGE", 400)]
    [InlineData("""{"name":"Grace","taxRates":[{}]}""", "taxRates[0].rate", "REQUIRED", 400)]
    [InlineData("""{"name":"Grace","testClockId":"tc_1"}""", "testClockId", "TEST_CLOCK_NOT_FOUND", 404)]
    [InlineData("""{"name":"Grace","externalId":" "}""", "externalId", "REQUIRED", 400)]
    public async Task A_wrong_field_is_named(string body, string field, string code, int status)
    {
        await using var api = await TestApi.StartAsync();
        var problem = await api.Live.SendAsync(HttpMethod.Post, "/v0/customers", body, status);
        Assert.Equal((field, code), (problem.Field(), problem.Code()));
    }

    [Fact]
    public async Task Lists_are_paged_newest_first()
    {
        await using var api = await TestApi.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await Sample.CustomerAsync(api.Live));
            api.Time.Advance(TimeSpan.FromMilliseconds(1));
        }

        var page = await api.Live.GetAsync("/v0/customers?limit=2&offset=1", 200);
        Assert.Equal([ids[3], ids[2]], page["data"]!.AsArray().Select(item => item!.Text("id")));
        Assert.Equal("""{"limit":2,"offset":1,"total":5}""", page["pagination"]!.ToJsonString());
    }
}
