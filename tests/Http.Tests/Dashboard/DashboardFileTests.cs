using System.IO.Compression;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Http.Dashboard;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Dashboard;

public sealed class DashboardFileTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("tally-pages-").FullName;

    [Fact]
    public async Task The_page_is_asked_for_again_and_not_sent_again()
    {
        await using var api = await StartAsync();
        using var page = await api.Anonymous.GetAsync("/dashboard/");
        Assert.Equal(("text/html; charset=utf-8", "<p>page</p>"), ($"{page.Content.Headers.ContentType}", await page.Content.ReadAsStringAsync()));
        Assert.True(page.Headers.CacheControl!.NoCache);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/dashboard/");
        again.Headers.IfNoneMatch.Add(page.Headers.ETag!);
        using var same = await api.Anonymous.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Theory]
    [InlineData("/dashboard/")]
    [InlineData("/dashboard/assets/index-abc.js")]
    [InlineData("/portal/")]
    [InlineData("/checkout/")]
    [InlineData("/dashboard/none")]
    public async Task Bug_HEAD_is_answered_as_GET_is_without_a_body(string path)
    {
        await using var api = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var page = await api.Anonymous.GetAsync(path);
        using var head = await api.Anonymous.SendAsync(request);

        Assert.Equal((page.StatusCode, page.Content.Headers.ContentType), (head.StatusCode, head.Content.Headers.ContentType));
        Assert.Equal((page.Headers.ETag, $"{page.Headers.CacheControl}"), (head.Headers.ETag, $"{head.Headers.CacheControl}"));
        Assert.Empty(page.IsSuccessStatusCode ? await head.Content.ReadAsByteArrayAsync() : []);
    }

    [Fact]
    public async Task What_has_a_hash_in_its_name_is_kept_for_good()
    {
        await using var api = await StartAsync();

        using var script = await api.Anonymous.GetAsync("/dashboard/assets/index-abc.js");

        Assert.Equal("text/javascript; charset=utf-8", $"{script.Content.Headers.ContentType}");
        Assert.Equal("public, max-age=31536000, immutable", $"{script.Headers.CacheControl}");
    }

    [Fact]
    public async Task A_page_may_load_and_ask_nothing_but_what_comes_from_here()
    {
        await using var api = await StartAsync();

        using var page = await api.Anonymous.GetAsync("/dashboard/");

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
            Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(page.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task Who_can_read_gzip_gets_it()
    {
        await using var api = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/dashboard/");
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");

        using var page = await api.Anonymous.SendAsync(request);

        Assert.Equal("gzip", Assert.Single(page.Content.Headers.ContentEncoding));
        await using var unpacked = new GZipStream(await page.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.Equal("<p>page</p>", await reader.ReadToEndAsync());
    }

    [Theory]
    [InlineData("/dashboard/assets/none.js")]
    [InlineData("/dashboard/none")]
    [InlineData("/dashboard/assets/../../secret")]
    [InlineData("/dashboard/%2e%2e/secret")]
    public async Task There_is_nothing_but_what_was_built(string path)
    {
        await File.WriteAllTextAsync(Path.Combine(directory, "secret"), "secret");
        await using var api = await StartAsync();

        await api.Anonymous.GetAsync(path, 404);
    }

    [Fact]
    public async Task An_address_without_the_last_slash_leads_to_the_page()
    {
        await using var api = await StartAsync();

        using var response = await api.Anonymous.GetAsync("/dashboard");

        Assert.Equal((HttpStatusCode.Redirect, "/dashboard/"), (response.StatusCode, response.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task Where_it_was_not_built_the_page_says_so()
    {
        await using var api = await StartAsync(Path.Combine(directory, "none"));

        using var response = await api.Anonymous.GetAsync("/dashboard/");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("was not built", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private Task<TestApi> StartAsync(string? from = null)
    {
        var built = Path.Combine(directory, "built");
        Directory.CreateDirectory(Path.Combine(built, "assets"));
        File.WriteAllText(Path.Combine(built, "index.html"), "<p>page</p>");
        File.WriteAllText(Path.Combine(built, "assets", "index-abc.js"), "1");
        return TestApi.StartAsync(services: services => services.AddSingleton(new DashboardSettings(from ?? built)));
    }
}
