using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Billing;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Http.Telemetry;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Telemetry;

public sealed class PipelineTracesTests
{
    [Fact]
    public async Task The_trace_of_an_event_is_named_by_its_id_and_follows_it_from_its_acceptance_to_its_outcome()
    {
        await using var api = await TestApi.StartAsync(services: services => services.AddSingleton(new TelemetrySettings(TraceOneIn: 1)));
        using var spans = new Spans();
        var (customer, metric) = (await Sample.CustomerAsync(api.Live), await Sample.MetricAsync(api.Live));
        var id = (await api.Live.PostAsync("/v0/usage", PipelineMetricsTests.Event("a", customer, metric), 201)).Text("id");
        await api.Live.PostAsync("/v0/usage", PipelineMetricsTests.Event("a", customer, metric), 201);
        await PipelineMetricsTests.MeterAllAsync(api);

        Assert.True(EventId.TryParse(id, out var parsed));
        var trace = spans.Of(PipelineTraces.TraceOf(parsed));

        Assert.Equal(["event accepted", "event accepted", "event metered counted", "event metered duplicate"], trace.Select(Shown).Order());
        Assert.All(trace, span => Assert.Equal(id, span.GetTagItem(TelemetryTags.Event)));
        Assert.All(trace.Where(span => span.OperationName == "event metered"), span => Assert.Equal("meter usage", spans.Named(Assert.Single(span.Links).Context.SpanId)));
        Assert.Equal((await api.Live.GetAsync($"/v0/usage/{id}", 200)).Text("traceId"), PipelineTraces.TraceOf(parsed).ToHexString());
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 200, 200)]
    [InlineData(10, 5, 40)]
    public async Task Of_so_many_events_one_is_followed_and_by_every_process_the_same(int oneIn, int atLeast, int atMost)
    {
        await using var api = await TestApi.StartAsync(services: services => services.AddSingleton(new TelemetrySettings(oneIn)));
        using var spans = new Spans();
        var (customer, metric) = (await Sample.CustomerAsync(api.Live), await Sample.MetricAsync(api.Live));
        var events = Enumerable.Range(0, 200).Select(number => PipelineMetricsTests.Event($"{number}", customer, metric));
        var ids = (await api.Live.PostAsync("/v0/usage/batch", new { events }, 201))["successful"]!.AsArray().Select(item => item!.Text("id")).ToHashSet();
        await PipelineMetricsTests.MeterAllAsync(api);

        var accepted = spans.Followed("event accepted").Where(ids.Contains).Order().ToList();
        Assert.InRange(accepted.Count, atLeast, atMost);
        Assert.Equal(accepted, spans.Followed("event metered").Where(ids.Contains).Order());
    }

    [Fact]
    public async Task From_an_event_the_trace_of_its_invoice_is_found_which_says_what_stretch_of_the_log_it_is_of()
    {
        await using var api = await TestApi.StartAsync(services: services => services.AddSingleton(new TelemetrySettings(TraceOneIn: 1)));
        using var spans = new Spans();
        var shop = await Shop.OpenAsync(api);
        var ids = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            ids.Add((await shop.UseAsync($"{number}", 1)).Text("id"));
        }

        await shop.MoveClockAsync("2026-03-02T00:00:00Z");
        var fates = await Task.WhenAll(ids.Select(id => api.Test.GetAsync($"/v0/usage/{id}", 200)));
        var line = Assert.Single(fates.Select(fate => Assert.Single(fate["invoiceLines"]!.AsArray())!.ToJsonString()).Distinct());
        var positions = fates.Select(fate => LogPosition.TryParse(fate.Text("position"), out var position) ? position : default).Order().ToList();

        var billed = JsonNode.Parse(line)!;
        var issued = Assert.Single(spans.Of(ActivityTraceId.CreateFromString(billed.Text("invoiceTraceId"))));
        Assert.Equal(
            ("invoice issued", billed.Text("invoiceId"), shop.Subscription, 0, $"0.{positions[0].Partition}.{positions[0].Sequence}-{positions[^1].Sequence}"),
            (issued.OperationName, Tag(TelemetryTags.Invoice), Tag(TelemetryTags.Subscription), Tag(TelemetryTags.Period), Tag(TelemetryTags.Positions)));
        object? Tag(string name) => issued.GetTagItem(name);
    }

    [Fact]
    public async Task Where_no_event_is_followed_no_invoice_is()
    {
        await using var api = await TestApi.StartAsync(services: services => services.AddSingleton(new TelemetrySettings(TraceOneIn: 0)));
        using var spans = new Spans();
        var shop = await Shop.OpenAsync(api);
        await shop.UseAsync("one", 1);
        await shop.MoveClockAsync("2026-03-02T00:00:00Z");

        var invoice = Id<Invoice>.Parse(Assert.Single(await shop.InvoicesAsync()).Text("id"));
        Assert.Empty(spans.Of(PipelineTraces.TraceOf(invoice)));
    }

    private static string Shown(Activity span) => $"{span.OperationName} {span.GetTagItem(TelemetryTags.Outcome)}".Trim();

    /// <summary>Every span that ends while it listens; other tests' too.</summary>
    private sealed class Spans : IDisposable
    {
        private readonly ConcurrentBag<Activity> ended = [];
        private readonly ActivityListener listener;

        public Spans()
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == PipelineTraces.SourceName,
                Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = ended.Add,
            };
            ActivitySource.AddActivityListener(listener);
        }

        public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. ended.Where(span => span.TraceId == trace)];

        public string? Named(ActivitySpanId id) => ended.SingleOrDefault(span => span.SpanId == id)?.OperationName;

        public IEnumerable<string> Followed(string name) => ended.Where(span => span.OperationName == name).Select(span => (string)span.GetTagItem(TelemetryTags.Event)!);

        public void Dispose() => listener.Dispose();
    }
}
