using Microsoft.Azure.Functions.Worker;
using Tallystick.Tests.Triggers.Tests.Kit;
using Tallystick.Triggers.Timers;
using Tallystick.Triggers.Usage;

namespace Tallystick.Tests.Triggers.Tests;

public sealed class TimerTests
{
    [Fact]
    public void Timers_fire_once_a_minute_or_an_hour_and_not_at_the_same_second()
    {
        Assert.Equal(["CatchUpMetering", "ClosePeriods", "DeliverWebhooks", "DunInvoices", "MeasureLag", "PostToBooks", "PurgeClaimsAndLog", "PurgeWebhooks", "RaiseAlerts", "ReleaseEntitlements", "RenewGrants", "TopUpWallets"], Functions.Timers.Select(timer => Functions.NameOf(timer.Method)).Order());
        Assert.All(Functions.Timers, timer => Assert.Matches("^[0-5]?[0-9] (\\*|[0-5]?[0-9]) \\* \\* \\* \\*$", timer.Trigger.Schedule));
        Assert.Distinct(Functions.Timers.Select(timer => timer.Trigger.Schedule));
    }

    [Fact]
    public async Task Timers_run_on_the_services_of_the_app_and_may_fire_twice()
    {
        await using var host = await TriggerHost.StartAsync();

        for (var i = 0; i < 2; i++)
        {
            await host.Create<CatchUpMetering>().RunAsync(new TimerInfo(), default);
            await host.Create<MeasureLag>().RunAsync(new TimerInfo(), default);
            await host.Create<ClosePeriods>().RunAsync(new TimerInfo(), default);
            await host.Create<ReleaseEntitlements>().RunAsync(new TimerInfo(), default);
            await host.Create<RenewGrants>().RunAsync(new TimerInfo(), default);
            await host.Create<DunInvoices>().RunAsync(new TimerInfo(), default);
            await host.Create<TopUpWallets>().RunAsync(new TimerInfo(), default);
            await host.Create<RaiseAlerts>().RunAsync(new TimerInfo(), default);
            await host.Create<PurgeClaimsAndLog>().RunAsync(new TimerInfo(), default);
            await host.Create<DeliverWebhooks>().RunAsync(new TimerInfo(), default);
            await host.Create<PostToBooks>().RunAsync(new TimerInfo(), default);
            await host.Create<PurgeWebhooks>().RunAsync(new TimerInfo(), default);
        }
    }
}
