using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Tallystick.Triggers;

namespace Tallystick.Tests.Triggers.Tests.Kit;

/// <summary>The functions of the app, as the Functions host finds them.</summary>
internal static class Functions
{
    public static IReadOnlyList<MethodInfo> All { get; } =
    [
        .. typeof(TriggerServices).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null),
    ];

    /// <summary>The functions that answer requests, with what they bind to.</summary>
    public static IReadOnlyList<(MethodInfo Method, HttpTriggerAttribute Trigger)> Http { get; } = [.. With<HttpTriggerAttribute>()];

    /// <summary>The functions that run on a schedule.</summary>
    public static IReadOnlyList<(MethodInfo Method, TimerTriggerAttribute Trigger)> Timers { get; } = [.. With<TimerTriggerAttribute>()];

    /// <summary>The functions that commands are handed to.</summary>
    public static IReadOnlyList<(MethodInfo Method, ServiceBusTriggerAttribute Trigger)> Commands { get; } = [.. With<ServiceBusTriggerAttribute>()];

    /// <summary>The functions that the log is handed to.</summary>
    public static IReadOnlyList<(MethodInfo Method, EventHubTriggerAttribute Trigger)> Log { get; } = [.. With<EventHubTriggerAttribute>()];

    public static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    private static IEnumerable<(MethodInfo, T)> With<T>()
        where T : Attribute =>
        All.SelectMany(method => method.GetParameters().Select(parameter => (method, parameter.GetCustomAttribute<T>())))
            .Where(pair => pair.Item2 is not null)!;
}
