using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd;

/// <summary>The process itself: start, stop, start again.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task A_process_that_is_told_to_stop_ends_well_and_starts_again_on_its_data()
    {
        using var data = new DataDirectory();
        await using var first = await TallyProcess.StartAsync(data.Path);
        using var scenario = await TallyScenario.CreateAsync(first);
        var customer = await scenario.CustomerAsync();

        Assert.Equal(0, await first.StopAsync());

        await using var second = await TallyProcess.StartAsync(data.Path);
        scenario.MoveTo(second);
        var found = await scenario.Client.GetJsonAsync($"/v0/customers/{customer}");
        Assert.Equal(customer, found.Text("id"));
        Assert.Equal(first.OperatorKey, second.OperatorKey);
    }
}
