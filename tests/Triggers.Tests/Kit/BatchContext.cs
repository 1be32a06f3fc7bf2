using Microsoft.Azure.Functions.Worker;

namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>What the host tells beside a batch.</summary>
internal sealed class BatchContext(IReadOnlyDictionary<string, object?> told) : FunctionContext
{
    public override BindingContext BindingContext { get; } = new Binding(told);

    public override string InvocationId => throw Unused();

    public override string FunctionId => throw Unused();

    public override TraceContext TraceContext => throw Unused();

    public override RetryContext RetryContext => throw Unused();

    public override FunctionDefinition FunctionDefinition => throw Unused();

    public override IInvocationFeatures Features => throw Unused();

    public override IServiceProvider InstanceServices { get => throw Unused(); set => throw Unused(); }

    public override IDictionary<object, object> Items { get => throw Unused(); set => throw Unused(); }

    /// <summary>As the host tells of a partition.</summary>
    public static BatchContext Of(int partition) => new(new Dictionary<string, object?>
    {
        ["PartitionContext"] = $$"""{"FullyQualifiedNamespace":"tally.servicebus.windows.net","EventHubName":"usage-0","ConsumerGroup":"metering","PartitionId":"{{partition}}"}""",
    });

    private static NotSupportedException Unused() => new("The functions do not ask for this.");

    private sealed class Binding(IReadOnlyDictionary<string, object?> told) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => told;
    }
}
