using Tallystick.Core.Tenancy;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public sealed class KeyTests
{
    [Fact]
    public async Task A_merchant_comes_with_a_key_for_each_mode_and_nothing_stored_opens_it()
    {
        await using var api = await TestApi.StartAsync();
        var made = await api.Operator.PostAsync("/v0/merchants", new { name = "Charles" });
        var keys = made["apiKeys"]!.AsArray().Select(key => key!.Text("key")).ToList();
        Assert.StartsWith("sk_live_", keys[0], StringComparison.Ordinal);
        Assert.StartsWith("sk_test_", keys[1], StringComparison.Ordinal);
        await Sample.ProductAsync(api.With(keys[0]));
        Assert.Empty((await api.With(keys[1]).GetAsync("/v0/products", 200))["data"]!.AsArray());
        Assert.All(keys, key => Assert.DoesNotContain(key[^38..^6], api.Store.Dump(), StringComparison.Ordinal));

        var read = await api.Operator.GetAsync($"/v0/merchants/{made.Text("id")}", 200);
        Assert.Null(read["apiKeys"]);
        Assert.Equal(2, (await api.Operator.GetAsync("/v0/merchants", 200))["pagination"]!["total"]!.GetValue<int>());
        Assert.Equal("MERCHANT_NOT_FOUND", (await api.Operator.GetAsync("/v0/merchants/org_x", 404)).Code());
    }

    [Fact]
    public async Task Keys_are_changed_without_a_gap()
    {
        await using var api = await TestApi.StartAsync();
        var old = await api.Live.PostAsync("/v0/apiKeys", new { name = "ingest", scopes = new[] { "read" } });
        var next = await api.Live.PostAsync("/v0/apiKeys", new { name = "ingest 2", scopes = new[] { "read" } });
        Assert.Equal("TOO_MANY_KEYS", (await api.Live.PostAsync("/v0/apiKeys", new { name = "3", scopes = new[] { "read" } }, 409)).Code());

        var (first, second) = (api.With(old.Text("key")), api.With(next.Text("key")));
        await first.GetAsync("/v0/products", 200);
        await api.Live.SendAsync(HttpMethod.Delete, $"/v0/apiKeys/{old.Text("id")}", null, 200);
        await first.GetAsync("/v0/products", 200); // Known for a moment still.
        api.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("UNAUTHENTICATED", (await first.GetAsync("/v0/products", 401)).Code());
        await second.GetAsync("/v0/products", 200);
        await api.Live.PostAsync("/v0/apiKeys", new { name = "3", scopes = new[] { "read" } });

        var list = (await api.Live.GetAsync("/v0/apiKeys", 200))["data"]!.AsArray();
        Assert.Equal(["3", "ingest 2", "ingest", "First key"], list.Select(key => key!.Text("name")));
        Assert.All(list, key => Assert.Null(key!["key"]));
        Assert.Equal("2026-01-31T12:00:00Z", list[2]!.Text("revokedAt"));
        Assert.Equal(old.Text("key")[^4..], list[2]!.Text("lastFour"));
    }

    [Fact]
    public async Task A_merchants_keys_are_its_own()
    {
        await using var api = await TestApi.StartAsync();
        var other = await api.NewMerchantAsync("Other");
        Assert.Equal("API_KEY_NOT_FOUND", (await api.Live.SendAsync(HttpMethod.Delete, $"/v0/apiKeys/{other.Live.Key.Id}", null, 404)).Code());
        await api.With(other.Live.Text.Reveal()).GetAsync("/v0/apiKeys", 200);
    }

    [Theory]
    [InlineData("""{"scopes":["read"]}""", "name")]
    [InlineData("""{"name":"x"}""", "scopes")]
    [InlineData("""{"name":"x","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["read","all"]}""", "scopes[1]")]
    [InlineData("""{"name":"x","scopes":["read"],"mode":"test"}""", "mode")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal(field, (await api.Live.SendAsync(HttpMethod.Post, "/v0/apiKeys", body, 400)).Field());
    }

    [Fact]
    public async Task The_operator_makes_keys_for_a_merchant_who_has_lost_them()
    {
        await using var api = await TestApi.StartAsync();
        var made = await api.Operator.PostAsync($"/v0/merchants/{api.Merchant.Merchant.Id}/apiKeys", new { name = "again", mode = "test", scopes = new[] { "admin" } });
        Assert.Equal("test", made.Text("mode"));
        await api.With(made.Text("key")).GetAsync("/v0/apiKeys", 200);
        await api.Operator.PostAsync("/v0/merchants/org_x/apiKeys", new { name = "again", scopes = new[] { "admin" } }, 404);
    }

    public static TheoryData<string?, string, string, int> Doors => new()
    {
        { null, "GET", "/v0/products", 401 },
        { "nonsense", "GET", "/v0/products", 401 },
        { "sk_live_000000000000000000000000000000000000000000000000000", "GET", "/v0/products", 401 },
        { TestApi.OperatorKeyText, "GET", "/v0/products", 401 },
        { "admin", "GET", "/v0/merchants", 401 },
        { null, "POST", "/v0/merchants", 401 },
        { "ingest", "GET", "/v0/products", 403 },
        { "read", "GET", "/v0/products", 200 },
        { "read", "POST", "/v0/products", 403 },
        { "read", "POST", "/v0/apiKeys", 403 },
        { "ingest", "GET", "/v0/apiKeys", 403 },
        { "admin", "GET", "/v0/products", 200 },
    };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_door_opens_for_its_keys_alone(string? key, string method, string path, int status)
    {
        await using var api = await TestApi.StartAsync();
        var client = key switch
        {
            "admin" => api.Live,
            "read" => await api.WithScopesAsync(Scope.Read),
            "ingest" => await api.WithScopesAsync(Scope.Ingest),
            _ => api.With(key),
        };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await client.SendAsync(request);
        await response.ReadAsync(status);
        Assert.Equal(status == 401, response.Headers.WwwAuthenticate.Count > 0);
    }

    [Fact]
    public async Task Only_the_merchant_of_the_key_may_be_named()
    {
        await using var api = await TestApi.StartAsync();
        var (own, other) = (api.Merchant.Merchant.Id.ToString(), (await api.NewMerchantAsync("Other")).Merchant.Id.ToString());
        await api.Live.PostAsync("/v0/products", new { name = "x", merchantId = own });
        Assert.Equal("MERCHANT_MISMATCH", (await api.Live.PostAsync("/v0/products", new { name = "x", merchantId = other }, 403)).Code());
        Assert.Equal("MERCHANT_MISMATCH", (await api.Live.GetAsync($"/v0/products?merchantId={other}", 403)).Code());
        await api.Live.GetAsync($"/v0/products?merchantId={own}", 200);
    }
}
