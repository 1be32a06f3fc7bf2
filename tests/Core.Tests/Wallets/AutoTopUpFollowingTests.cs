using Tallystick.Core.Wallets;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>What automatic top-ups do where nobody tells how a payment went.</summary>
public sealed class AutoTopUpFollowingTests : AutoTopUpKit
{
    [Fact]
    public async Task A_payment_whose_message_was_lost_is_found_by_asking_the_provider_every_quarter_of_an_hour()
    {
        await StartAsync(5);
        Provider.Confirms = false;
        await SetAsync(new AutoTopUpSettings(10, 25, null, true));
        await SweepAsync();
        Provider.Confirms = true;

        Time.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromTicks(1));
        await SweepAsync();
        Assert.Equal((5, 1), (await AvailableAsync(), Provider.Asked.Count));

        Time.Advance(TimeSpan.FromTicks(1));
        await SweepAsync();
        await SweepAsync();
        Assert.Equal((30, 2), (await AvailableAsync(), Provider.Asked.Count));
        Assert.Single(Provider.Asked.Distinct());
    }

    [Fact]
    public async Task A_provider_that_has_nothing_to_tell_is_left_alone_for_another_quarter_of_an_hour()
    {
        await StartAsync(5);
        Provider.Confirms = false;
        await SetAsync(new AutoTopUpSettings(10, 25, null, true));
        await SweepAsync();
        for (var quarter = 2; quarter <= 4; quarter++)
        {
            Time.Advance(TimeSpan.FromMinutes(15));
            await SweepAsync();
            await SweepAsync();
            Assert.Equal(quarter, Provider.Asked.Count);
        }
    }
}
