namespace Tallystick.Core.Notifications;

/// <summary>The address of this installation for whoever is told of something outside a request: customers by mail, merchants by webhooks.</summary>
/// <param name="read">Tells it: <c>https://tally.example/</c>. Asked each time, for a host that takes any free port knows it only once it listens.</param>
public sealed class HostAddress(Func<Uri> read)
{
    /// <summary>An address of a payment provider's, which may be a path on this host, as others can open it; null for none.</summary>
    public string? Complete(string? address) => address?.StartsWith('/') == true ? read().GetLeftPart(UriPartial.Path).TrimEnd('/') + address : address;
}
