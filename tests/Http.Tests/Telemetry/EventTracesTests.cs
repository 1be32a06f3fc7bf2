using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Usage;
using Tallystick.Http.Telemetry;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Telemetry;

public sealed class EventTracesTests
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
        var trace = spans.Of(EventTraces.TraceOf(parsed));

        Assert.Equal(["event accepted", "event accepted", "event metered counted", "event metered duplicate"], trace.Select(Shown).Order());
        Assert.All(trace, span => Assert.Equal(id, span.GetTagItem(TelemetryTags.Event)));
        Assert.All(trace.Where(span => span.OperationName == "event metered"), span => Assert.Equal("meter usage", spans.Named(Assert.Single(span.Links).Context.SpanId)));
        Assert.Equal((await api.Live.GetAsync($"/v0/usage/{id}", 200)).Text("traceId"), EventTraces.TraceOf(parsed).ToHexString());
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
                ShouldListenTo = source => source.Name == EventTraces.SourceName,
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
