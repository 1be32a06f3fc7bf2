using System.Globalization;

namespace Tallystick.Cloud.EventHubs;

/// <summary>Which event hub the log is. A hub that is made anew gets a new name, with another number behind its last dash.</summary>
/// <param name="Namespace">The namespace's name: the first part of its host name, which Capture's blobs begin with.</param>
/// <param name="Hub">The hub's name, for example <c>usage-0</c>.</param>
public sealed record HubName(string Namespace, string Hub)
{
    /// <summary>The log's number: see <see cref="Core.Usage.LogPosition.Log"/>.</summary>
    /// <exception cref="FormatException">No number of 0 to 65,535 stands behind a last dash.</exception>
    public int Number => TryNumber(Hub, Stem) ?? throw new FormatException(
        $"The name of event hub '{Hub}' does not end with a dash and the log's number, 0 to {ushort.MaxValue}, as 'usage-0' does.");

    /// <summary>What the names of this hub and of the earlier ones begin with, the dash included.</summary>
    internal string Stem => Hub[..(Hub.LastIndexOf('-') + 1)];

    /// <summary>What the names of the archive's blobs begin with.</summary>
    internal string ArchivePrefix => $"{Namespace}/{Hub}/";

    /// <summary>The hub of a namespace by its host name, for example <c>tally.servicebus.windows.net</c>.</summary>
    public static HubName Of(string fullyQualifiedNamespace, string hub) => new(fullyQualifiedNamespace.Split('.')[0], hub);

    /// <inheritdoc/>
    public override string ToString() => $"{Hub} of {Namespace}";

    /// <summary>The number of a hub whose name begins with a stem; null where it is another's, or written otherwise than we do.</summary>
    internal static int? TryNumber(string hub, string stem) =>
        stem.Length > 0 && hub.StartsWith(stem, StringComparison.Ordinal)
        && ushort.TryParse(hub.AsSpan(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && hub.Length - stem.Length == number.ToString(CultureInfo.InvariantCulture).Length
            ? number
            : null;
}
