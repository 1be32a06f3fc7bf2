using Microsoft.Extensions.Configuration;
using Tallystick.Cloud;

namespace Tallystick.Triggers.Settings;

/// <summary>Reads settings, and notes the first that will not do.</summary>
internal sealed class SettingReader(IConfiguration configuration)
{
    // Azure names the app to its own processes; no one else does. It is not a setting of ours.
    private const string AzureAppName = "WEBSITE_SITE_NAME";

    // What Azure leaves standing where it cannot read the secret. Taken for a key, whoever knows the vault's name would have it.
    private const string UnresolvedReference = "@Microsoft.KeyVault";

    // Where the host answers, without a scheme: told by Azure, and by the tools that run the app on a machine of one's own.
    private const string HostName = "WEBSITE_HOSTNAME";

    public bool IsInAzure => configuration[AzureAppName] is not null;

    /// <summary>Where the Functions tools answer unless they are told otherwise.</summary>
    public static Uri AddressOfTools { get; } = new("http://localhost:7071/");

    /// <summary>Where the host says that it answers.</summary>
    public Uri HostAddress => configuration[HostName] is { Length: > 0 } name ? new Uri($"{(IsInAzure ? "https" : "http")}://{name}/") : AddressOfTools;

    /// <summary>What is wrong with which, in one line; null where nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>A setting; empty where there is none.</summary>
    public string Text(string name) => configuration[name.Replace("__", ":", StringComparison.Ordinal)] ?? "";

    /// <summary>Notes what is wrong with a setting, where a demand on it does not hold and nothing was noted before.</summary>
    public void Demand(bool holds, string name, string otherwise) => Problem ??= holds ? null : $"{name} {otherwise}";

    /// <summary>Notes a secret that Azure was to read and could not.</summary>
    public void DemandResolved(string name) => Demand(
        !Text(name).StartsWith(UnresolvedReference, StringComparison.Ordinal),
        name,
        "is a reference that Azure could not resolve: the app's identity has no right to read the secret, or there is none.");

    /// <summary>A setting that a back end cannot do without.</summary>
    public string Needed(string name, string backend)
    {
        Demand(Text(name).Length > 0, name, $"is missing; the back end '{backend}' needs it.");
        return Text(name);
    }

    /// <summary>An address; or, outside Azure, a connection string in its place.</summary>
    public ServiceAccess Access(string name, Func<string, bool> isAddress, string form)
    {
        var connection = SettingNames.ConnectionOf(name);
        if (Text(connection) is { Length: > 0 } connectionString)
        {
            Demand(!IsInAzure, connection, $"is a connection string, which is for emulators alone: in Azure {name} is set, and the app signs in by its identity.");
            Demand(Text(name).Length == 0, name, $"is set beside the connection string {connection}: one of both is enough.");
            Demand(IsConnectionString(connectionString), connection, "is no connection string, such as Endpoint=…;SharedAccessKeyName=…;SharedAccessKey=….");
            return ServiceAccess.By(connectionString);
        }

        var address = Needed(name, TriggerSettings.AzureBackend);
        Demand(isAddress(address), name, $"is '{address}', which is not {form}.");
        return ServiceAccess.At(address);
    }

    /// <summary>Names with values, one of which says where the service is; never shown, for another is a key.</summary>
    private static bool IsConnectionString(string text)
    {
        string[] places = ["Endpoint", "AccountEndpoint", "AccountName", "TableEndpoint", "UseDevelopmentStorage"];
        var parts = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.All(part => part.IndexOf('=', StringComparison.Ordinal) > 0)
            && parts.Any(part => places.Contains(part.Split('=')[0], StringComparer.OrdinalIgnoreCase));
    }
}
