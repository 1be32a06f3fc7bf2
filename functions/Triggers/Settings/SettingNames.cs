using Tallystick.Http.Payments.Stripe;

namespace Tallystick.Triggers.Settings;

/// <summary>The app's settings by their names, as application settings and in <c>local.settings.json</c>.</summary>
public static class SettingNames
{
    /// <summary>Where everything is kept: <see cref="TriggerSettings.LocalBackend"/> or <see cref="TriggerSettings.AzureBackend"/>.</summary>
    public const string Backend = "Tally__Backend";

    /// <summary>The operator's key, 20 characters or more. Whoever has it can make merchants.</summary>
    public const string OperatorKey = "Tally__OperatorKey";

    /// <summary>How many days idempotency keys are remembered; empty for the default.</summary>
    public const string ClaimDays = "Tally__ClaimDays";

    /// <summary>How many days the event log is kept; empty for ever.</summary>
    public const string LogDays = "Tally__LogDays";

    /// <summary>Of how many events one is followed through the pipeline by a trace; 0 for none, empty for the default.</summary>
    public const string TraceOneIn = "Tally__TraceOneIn";

    /// <summary>The secret key of the Stripe account that takes the payments of live mode; empty for none.</summary>
    public const string StripeSecretKey = StripeAccount.SecretKey;

    /// <summary>What Stripe signs its messages to this app with: <c>whsec_…</c>. With the key.</summary>
    public const string StripeWebhookSecret = StripeAccount.WebhookSecret;

    /// <summary>The address of this app for customers and merchants, in what is mailed and in webhooks; the one that Azure gives it where it is empty.</summary>
    public const string PublicUrl = Http.Hosting.PublicUrl.Setting;

    /// <summary>The address that mails to customers are from; empty where this installation sends none.</summary>
    public const string MailFrom = "Tally__MailFrom";

    /// <summary>The directory of the embedded back end; a relative one is in the app's output directory. One process at a time.</summary>
    public const string DataDirectory = "Tally__DataDirectory";

    /// <summary>
    /// The name of the event hub, for example <c>usage-0</c>. Without the prefix of the others: a trigger names it, and what scales the app looks such a
    /// setting up as it is written, where the app would read a double underscore as a colon.
    /// </summary>
    public const string EventHub = "TallyEventHub";

    /// <summary>The host name of the Event Hubs namespace.</summary>
    public const string EventHubs = "EventHubs__fullyQualifiedNamespace";

    /// <summary>The host name of the Service Bus namespace.</summary>
    public const string ServiceBus = "ServiceBus__fullyQualifiedNamespace";

    /// <summary>The address of the Cosmos DB account.</summary>
    public const string Cosmos = "Cosmos__accountEndpoint";

    /// <summary>The address of the storage account's tables.</summary>
    public const string Tables = "Storage__tableServiceUri";

    /// <summary>The address of the storage account's blobs.</summary>
    public const string Blobs = "Storage__blobServiceUri";

    /// <summary>Of both back ends.</summary>
    public static IReadOnlyList<string> Common { get; } = [Backend, OperatorKey, ClaimDays, LogDays, TraceOneIn, StripeSecretKey, StripeWebhookSecret, PublicUrl, MailFrom];

    /// <summary>Of the embedded back end alone.</summary>
    public static IReadOnlyList<string> Local { get; } = [DataDirectory];

    /// <summary>Of the Azure back end alone.</summary>
    public static IReadOnlyList<string> Azure { get; } = [EventHub, EventHubs, ServiceBus, Cosmos, Tables, Blobs];

    /// <summary>Connection strings, in the place of addresses, for emulators: refused in Azure.</summary>
    public static IReadOnlyList<string> Emulators { get; } = [.. new[] { EventHubs, ServiceBus, Cosmos, Tables }.Select(ConnectionOf)];

    /// <summary>The connection that a setting of it belongs to: also the name of its connection string.</summary>
    internal static string ConnectionOf(string name) => name.Split("__")[0];
}
