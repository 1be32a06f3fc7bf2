using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Tallystick.Core.Billing;
using Tallystick.Core.Notifications;
using Tallystick.Tests.Triggers.Tests.Kit;
using Tallystick.Triggers.Settings;

namespace Tallystick.Tests.Triggers.Tests;

/// <summary>What the triggers of log and queues bind to.</summary>
public sealed class BindingTests
{
    [Fact]
    public void The_log_is_handed_over_in_batches_that_are_tried_again_without_end()
    {
        var (method, trigger) = Assert.Single(Functions.Log);

        Assert.Equal("%TallyEventHub%", trigger.EventHubName);
        Assert.Equal(("EventHubs", "metering", true), (trigger.Connection, trigger.ConsumerGroup, trigger.IsBatched));
        var retry = method.GetCustomAttribute<ExponentialBackoffRetryAttribute>()!;
        Assert.Equal((-1, "00:00:01", "00:01:00"), (retry.MaxRetryCount, retry.MinimumInterval, retry.MaximumInterval));
    }

    [Fact]
    public void Every_kind_of_command_has_a_trigger_on_its_queue_that_answers_itself()
    {
        Assert.Equal([DuePeriod.CommandKind, DueDelivery.CommandKind], Functions.Commands.Select(function => function.Trigger.QueueName).Order());
        Assert.All(Functions.Commands, function =>
            Assert.Equal(("ServiceBus", true, false), (function.Trigger.Connection, function.Trigger.IsSessionsEnabled, function.Trigger.AutoCompleteMessages)));
    }

    [Theory]
    [InlineData(SettingNames.EventHubs, "EventHubs")]
    [InlineData(SettingNames.ServiceBus, "ServiceBus")]
    public void Triggers_and_adapters_read_where_a_service_is_from_one_setting(string setting, string connection) =>
        Assert.StartsWith($"{connection}__", setting, StringComparison.Ordinal);
}
