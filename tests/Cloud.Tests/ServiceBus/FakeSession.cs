namespace Tallystick.Tests.Cloud.Tests.ServiceBus;

/// <summary>A lock on a session.</summary>
internal sealed class FakeSession(string id)
{
    public string Id => id;

    public DateTimeOffset LockedUntil { get; set; }
}
