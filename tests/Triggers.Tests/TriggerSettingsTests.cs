using Microsoft.Extensions.Configuration;
using Tallystick.Triggers;

namespace Tallystick.Tests.Triggers.Tests;

public sealed class TriggerSettingsTests
{
    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["Tally:Backend"] = "Local",
        ["Tally:DataDirectory"] = "data",
        ["Tally:OperatorKey"] = "op_twenty-characters",
    };

    [Fact]
    public void Settings_are_read_by_their_names()
    {
        Assert.True(TryRead(Complete, out var settings, out _));
        Assert.Equal(new TriggerSettings { Backend = "Local", DataDirectory = "data", OperatorKey = "op_twenty-characters" }, settings);
    }

    [Theory]
    [InlineData("Tally:Backend", null, "Tally__Backend")]
    [InlineData("Tally:Backend", "Azure", "Tally__Backend")]
    [InlineData("Tally:Backend", "local", "Tally__Backend")]
    [InlineData("Tally:DataDirectory", null, "Tally__DataDirectory")]
    [InlineData("Tally:OperatorKey", null, "Tally__OperatorKey")]
    [InlineData("Tally:OperatorKey", "op_nineteen-letters", "Tally__OperatorKey")]
    [InlineData("Tally:ClaimDays", "many", "Tally__ClaimDays")]
    [InlineData("Tally:ClaimDays", "35", "Tally__ClaimDays")]
    [InlineData("Tally:LogDays", "-1", "Tally__LogDays")]
    [InlineData("Tally:LogDays", "399", "Tally__ClaimDays")]
    public void A_setting_that_will_not_do_is_named_in_one_line(string key, string? value, string named)
    {
        Assert.False(TryRead(new(Complete) { [key] = value }, out _, out var problem));
        Assert.StartsWith(named + " ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem!);
    }

    [Fact]
    public void The_embedded_back_end_is_refused_in_Azure_where_it_would_lose_what_it_has_acknowledged()
    {
        Assert.False(TryRead(new(Complete) { ["WEBSITE_SITE_NAME"] = "func-tallystick" }, out _, out var problem));
        Assert.StartsWith("Tally__Backend ", problem, StringComparison.Ordinal);
    }

    private static bool TryRead(Dictionary<string, string?> values, out TriggerSettings? settings, out string? problem) =>
        TriggerSettings.TryRead(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), out settings, out problem);
}
