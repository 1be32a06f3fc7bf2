using System.Globalization;
using Tallystick.Cloud;
using Tallystick.Core.Usage;

namespace Tallystick.Triggers.Settings;

/// <summary>The settings of the Azure back end.</summary>
/// <param name="Cloud">Where its services are.</param>
/// <param name="OperatorKey">The operator's key.</param>
/// <param name="Retention">How long claims and the log are kept.</param>
public sealed record AzureSettings(CloudOptions Cloud, string OperatorKey, RetentionSettings Retention) : TriggerSettings(OperatorKey, Retention)
{
    internal static AzureSettings Read(SettingReader reader)
    {
        var hub = reader.Needed(SettingNames.EventHub, AzureBackend);
        reader.Demand(HasNumber(hub), SettingNames.EventHub, $"is '{hub}', which does not end with a dash and the log's number, as 'usage-0' does.");
        var cloud = new CloudOptions
        {
            EventHub = hub,
            EventHubs = reader.Access(SettingNames.EventHubs, IsHostName, "the host name of a namespace"),
            ServiceBus = reader.Access(SettingNames.ServiceBus, IsHostName, "the host name of a namespace"),
            Cosmos = reader.Access(SettingNames.Cosmos, IsAddress, "an address that begins with https://"),
            Tables = reader.Access(SettingNames.Tables, IsAddress, "an address that begins with https://"),
            Blobs = reader.Access(SettingNames.Blobs, IsAddress, "an address that begins with https://"),
        };
        return new AzureSettings(cloud, ReadOperatorKey(reader), ReadRetention(reader));
    }

    private static bool HasNumber(string hub) =>
        hub.LastIndexOf('-') is > 0 and var dash && ushort.TryParse(hub.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsHostName(string text) => text.Contains('.', StringComparison.Ordinal) && Uri.CheckHostName(text) == UriHostNameType.Dns;

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps;
}
