namespace Tallystick.Cloud;

/// <summary>Where the services of the Azure back end are.</summary>
public sealed record CloudOptions
{
    /// <summary>The event hub of the log. The number behind the last dash of its name is the log's, so that a hub that is made anew has a new one.</summary>
    public required string EventHub { get; init; }

    /// <summary>The namespace of the event hub: its host name.</summary>
    public required ServiceAccess EventHubs { get; init; }

    /// <summary>The namespace of the queues: its host name.</summary>
    public required ServiceAccess ServiceBus { get; init; }

    /// <summary>The Cosmos DB account: its endpoint's address.</summary>
    public required ServiceAccess Cosmos { get; init; }

    /// <summary>The tables of the storage account: the service's address.</summary>
    public required ServiceAccess Tables { get; init; }

    /// <summary>The blobs of the storage account: the service's address.</summary>
    public required ServiceAccess Blobs { get; init; }

    /// <summary>The address that mails to customers are from; null where none are sent.</summary>
    public string? MailFrom { get; init; }
}
