using System.Net;
using System.Net.Sockets;

namespace Tallystick.Http.Webhooks;

/// <summary>Tells addresses of the public internet from those that only this machine or its network can reach.</summary>
/// <remarks>
/// What is not globally reachable by the registries of special-purpose addresses of the IANA (RFC 6890), in which the addresses of cloud machines'
/// metadata are (169.254.169.254, fd00:ec2::254); and what carries an IPv4 address in an IPv6 one, by the address that it carries.
/// </remarks>
internal static class PublicAddress
{
    // Azure's host of every virtual machine; public by its number, and not by who reaches it.
    private static readonly IPAddress AzureHost = IPAddress.Parse("168.63.129.16");
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    /// <summary>True for an address that everybody can reach.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = Carried(address);
        return !plain.Equals(AzureHost)
            && (plain.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(plain))
            && !Special.Any(network => network.Contains(plain));
    }

    /// <summary>True for an address of this machine alone.</summary>
    public static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(Carried(address));

    private static IPAddress Carried(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : Translated.Contains(address) ? new IPAddress(bytes.AsSpan(12, 4))
            : SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : address;
    }
}
