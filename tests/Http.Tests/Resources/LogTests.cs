using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Tests.Http.Tests.Kit;

namespace Tallystick.Tests.Http.Tests.Resources;

public class LogTests
{
    [Fact]
    public async Task The_operator_sees_the_records_that_hold_no_events()
    {
        await using var api = await TestApi.StartAsync();
        Assert.Empty((await api.Operator.GetAsync("/v0/log/unreadable", 200))["data"]!.AsArray());
        var record = LogRecord.Unreadable(2, 5, Instant.FromUtc(2026, 1, 1, 0, 0), "It names no account.");
        await api.Services.GetRequiredService<UnreadableRecords>().KeepAsync(1, [record], default);

        var listed = Assert.Single((await api.Operator.GetAsync("/v0/log/unreadable", 200))["data"]!.AsArray())!;

        Assert.Equal(("unreadableRecord", "It names no account."), (listed.Text("object"), listed.Text("reason")));
        Assert.Equal((1, 2, 5), (listed["log"]!.GetValue<int>(), listed["partition"]!.GetValue<int>(), listed["sequence"]!.GetValue<int>()));
        Assert.Equal("UNAUTHENTICATED", (await api.Live.GetAsync("/v0/log/unreadable", 401)).Code());
    }
}
