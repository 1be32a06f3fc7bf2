using System.Net.Http.Headers;
using System.Text;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Errors;

public sealed class BodyTests
{
    public static TheoryData<string, int, string, string?> Bodies => new()
    {
        { "", 400, "BODY_MISSING", "" },
        { "null", 400, "BODY_MISSING", "" },
        { "{", 400, "MALFORMED_JSON", "" },
        { "[]", 400, "MALFORMED_JSON", "" },
        { """{"name":"a",}""", 400, "MALFORMED_JSON", "" },
        { """{"name":"a"} x""", 400, "MALFORMED_JSON", "" },
        { """{"name":7}""", 400, "WRONG_TYPE", "name" },
        { """{"name":"a","name":"b"}""", 400, "DUPLICATE_MEMBER", "name" },
        { """{"name":"a\u0000b"}""", 400, "NUL_CHARACTER", "" },
        { """{"name":"a\\u0000b"}""", 201, "", null },
        { """{"name":"a","metadata":{"b":7}}""", 400, "WRONG_TYPE", "metadata.b" },
        { """{"name":"a","unknown":{"b":7}}""", 400, "UNKNOWN_MEMBER", "unknown" },
        { """{"Name":"a"}""", 400, "UNKNOWN_MEMBER", "Name" },
        { """{"description":7}""", 400, "WRONG_TYPE", "description" },
        { """{"name":" "}""", 400, "REQUIRED", "name" },
        { """{"name":"\u200B\u200D \uFEFF"}""", 400, "REQUIRED", "name" },
        { $$"""{"name":"{{new string('x', 201)}}"}""", 400, "TOO_LONG", "name" },
        { $$"""{"name":"a","unknown":"{{new string('x', 1024 * 1024)}}"}""", 413, "BODY_TOO_LARGE", null },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_is_read_or_the_fault_is_named(string body, int status, string code, string? field)
    {
        await using var api = await TestApi.StartAsync();
        var answer = await api.Live.SendAsync(HttpMethod.Post, "/v0/products", body, status);
        if (status >= 400)
        {
            Assert.Equal((code, field), (answer.Code(), answer.Field()));
            Assert.Equal(status, answer["status"]!.GetValue<int>());
            Assert.DoesNotContain("System.", answer.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/v0/products", """{"name":"a\nb"}""", "name")]
    [InlineData("/v0/products", """{"name":"a\u2028b"}""", "name")]
    [InlineData("/v0/products", """{"name":"a\u0007b"}""", "name")]
    [InlineData("/v0/products", """{"name":"a\u202Eb"}""", "name")]
    [InlineData("/v0/products", """{"name":"a\u2066b"}""", "name")]
    [InlineData("/v0/webhookEndpoints", """{"url":"https://hooks.example.com/","description":"a\nb\u001B"}""", "description")]
    [InlineData("/v0/customers", """{"consumer":{"name":"a\r\nb"}}""", "consumer.name")]
    [InlineData("/v0/customers", """{"name":"a","externalId":"a\tb"}""", "externalId")]
    [InlineData("/v0/billableMetrics", """{"name":"a","unit":"u\n","aggregation":"SUM"}""", "unit")]
    [InlineData("/v0/prices", """{"feeId":"f","invoiceDisplayName":"a\nb","paymentTerm":"in_advance","model":"standard","properties":{"unitPrice":"1"}}""", "invoiceDisplayName")]
    [InlineData("/v0/coupons", """{"code":"A\nB","discount":{"type":"percentage","value":"0.2","name":"Spring"}}""", "code")]
    [InlineData("/v0/testClocks", """{"name":"a\nb","currentTime":"2026-02-01T00:00:00Z"}""", "name")]
    public async Task Bug_A_line_break_in_a_text_of_one_line_is_refused(string path, string body, string field)
    {
        await using var api = await TestApi.StartAsync();

        var refused = await api.Test.SendAsync(HttpMethod.Post, path, body, 400);

        Assert.Contains(refused["errors"]!.AsArray(), error => (error!.Text("field"), error!.Text("code")) == (field, "CONTROL_CHARACTER"));
    }

    [Theory]
    [InlineData("/v0/plans", """{"fees":[]}""", "fees")]
    [InlineData("/v0/plans", """{"discounts":[{"type":"percentage","value":"0.1","name":"ten","period":3}]}""", "discounts[0].period")]
    [InlineData("/v0/plans", """{"prices":[{"feeId":"f","quantitty":3}]}""", "prices[0].quantitty")]
    [InlineData("/v0/plans", """{"creditAllocations":[{"name":"a","amount":"1","recurrence":{"intervall":"P1M"}}]}""", "creditAllocations[0].recurrence.intervall")]
    [InlineData("/v0/prices", """{"feeId":"f","quantitty":3}""", "quantitty")]
    [InlineData("/v0/billableMetrics", """{"name":"a","unit":"u","aggregation":"SUM","filter":{}}""", "filter")]
    [InlineData("/v0/customers", """{"name":"a","taxRates":[{"rate":"0.1","metricId":"bm_a"}]}""", "taxRates[0].metricId")]
    [InlineData("/v0/subscriptions", """{"overrides":{"price":[]}}""", "overrides.price")]
    [InlineData("/v0/subscriptions", """{"taxExempt":true}""", "taxExempt")]
    [InlineData("/v0/coupons", """{"maxRedemption":1}""", "maxRedemption")]
    [InlineData("/v0/grants", """{"expireAt":"2026-03-01T00:00:00Z"}""", "expireAt")]
    [InlineData("/v0/caps", """{"amonut":"1"}""", "amonut")]
    [InlineData("/v0/alertRules", """{"thresholds":[1]}""", "thresholds")]
    [InlineData("/v0/webhookEndpoints", """{"url":"https://example.com/","events":[]}""", "events")]
    public async Task Bug_A_member_that_is_not_known_is_refused_where_it_may_change_what_is_billed(string path, string body, string field)
    {
        await using var api = await TestApi.StartAsync();

        var refused = await api.Test.SendAsync(HttpMethod.Post, path, body, 400);

        Assert.Contains(refused["errors"]!.AsArray(), error => (error!.Text("field"), error!.Text("code")) == (field, "UNKNOWN_MEMBER"));
    }

    [Theory]
    [InlineData("/v0/customers", """{"consumer":{"name":"a","email":"a@example.com","address":{"country":"IE"},"phone":"1"}}""", 201)]
    [InlineData("/v0/billableMetrics", """{"name":"a","unit":"u","aggregation":"SUM","description":"all of it"}""", 201)]
    [InlineData("/v0/testClocks", """{"currentTime":"2026-03-01T00:00:00Z","description":"spring"}""", 201)]
    [InlineData("/v1/features", """{"key":"a","name":"a","type":"boolean","productId":"prod_a"}""", 201)]
    [InlineData("/v0/events", """{"type":"t","source":"s","data":{},"externalSubject":"a","colour":"red"}""", 202)]
    [InlineData("/v1/events", """{"event_name":"t","external_customer_id":"a","colour":"red"}""", 202)]
    public async Task What_clients_of_other_systems_send_besides_is_taken(string path, string body, int status)
    {
        await using var api = await TestApi.StartAsync();

        await api.Test.SendAsync(HttpMethod.Post, path, body, status);
    }

    [Fact]
    public async Task A_text_that_may_have_lines_keeps_them()
    {
        await using var api = await TestApi.StartAsync();

        Assert.Equal("one\ntwo", (await api.Test.PostAsync("/v0/products", new { name = "a", description = "one\ntwo" })).Text("description"));
    }

    [Theory]
    [InlineData(31, 201)]
    [InlineData(32, 400)]
    public async Task A_body_may_nest_so_deep_and_no_deeper(int depth, int status)
    {
        await using var api = await TestApi.StartAsync();

        await api.Live.SendAsync(HttpMethod.Post, "/v0/billableMetrics", $$"""{"name":"a","unit":"u","aggregation":"SUM","description":{{Nested(depth)}}}""", status);
    }

    [Fact]
    public async Task All_faults_are_told_at_once()
    {
        await using var api = await TestApi.StartAsync();
        var problem = await api.Live.SendAsync(HttpMethod.Post, "/v0/subscriptions", "{}", 400);
        Assert.Equal(["customerId", "name", "planId", "startedAt"], problem["errors"]!.AsArray().Select(error => error!.Text("field")).Order());
    }

    [Fact]
    public async Task A_body_is_utf8()
    {
        await using var api = await TestApi.StartAsync();
        using var content = new ByteArrayContent([.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await api.Live.PostAsync("/v0/products", content);
        var problem = await response.ReadAsync(400);
        Assert.Equal(("INVALID_UTF8", ""), (problem.Code(), problem.Field()));
    }

    [Theory]
    [InlineData("application/json", 201)]
    [InlineData("application/json; charset=utf-8", 201)]
    [InlineData("APPLICATION/JSON", 201)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData(null, 415)]
    public async Task A_body_says_that_it_is_json(string? mediaType, int status)
    {
        await using var api = await TestApi.StartAsync();
        using var content = new ByteArrayContent("""{"name":"a"}"""u8.ToArray());
        content.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);
        using var response = await api.Live.PostAsync("/v0/products", content);
        var answer = await response.ReadAsync(status);
        Assert.True(status == 201 || answer.Code() == "UNSUPPORTED_MEDIA_TYPE");
    }

    [Theory]
    [InlineData(1000, 201)]
    [InlineData(1024 * 1024, 413)]
    public async Task A_body_without_a_length_is_bounded_too(int size, int status)
    {
        await using var api = await TestApi.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v0/products");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($$"""{"name":"a"{{new string(' ', size)}}}"""));
        request.Content = new StreamContent(new Unseekable(stream));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = true;
        using var response = await api.Live.SendAsync(request);
        await response.ReadAsync(status);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=%2B5", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("offset=-1", "offset")]
    [InlineData("offset=99999999999", "offset")]
    public async Task A_page_is_asked_for_with_numbers(string query, string field)
    {
        await using var api = await TestApi.StartAsync();
        Assert.Equal(field, (await api.Live.GetAsync($"/v0/products?{query}", 400)).Field());
    }

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth));

    private sealed class Unseekable(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
