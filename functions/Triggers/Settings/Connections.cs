namespace Tallystick.Triggers.Settings;

/// <summary>The connections of triggers: the beginnings of the settings that say where their services are, which the adapters read too.</summary>
public static class Connections
{
    /// <summary>The Event Hubs namespace.</summary>
    public const string EventHubs = "EventHubs";

    /// <summary>The Service Bus namespace.</summary>
    public const string ServiceBus = "ServiceBus";
}
