using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Mail;
using Microsoft.Extensions.Configuration;
using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Http.Payments.Stripe;
using Tallystick.Http.Telemetry;

namespace Tallystick.Triggers.Settings;

/// <summary>The app's settings, checked: those of the embedded back end or those of Azure's. See <see cref="SettingNames"/>.</summary>
/// <param name="OperatorKey">The operator's key.</param>
/// <param name="Retention">How long claims and the log are kept.</param>
public abstract record TriggerSettings(string OperatorKey, RetentionSettings Retention)
{
    /// <summary>Everything in a directory of this machine.</summary>
    public const string LocalBackend = "Local";

    /// <summary>Everything in services of Azure.</summary>
    public const string AzureBackend = "Azure";

    /// <summary>How much is traced.</summary>
    public TelemetrySettings Telemetry { get; private init; } = new();

    /// <summary>The account at Stripe that takes the payments of live mode; null for none.</summary>
    public StripeSettings? Stripe { get; private init; }

    /// <summary>The address of this app for customers and merchants.</summary>
    public Uri PublicUrl { get; private init; } = SettingReader.AddressOfTools;

    /// <summary>The address that mails to customers are from; null where nothing sends mails.</summary>
    public string? MailFrom { get; init; }

    /// <summary>Reads the settings, or says in one line what is wrong with which.</summary>
    public static bool TryRead(
        IConfiguration configuration, [NotNullWhen(true)] out TriggerSettings? settings, [NotNullWhen(false)] out string? problem)
    {
        var reader = new SettingReader(configuration);
        var backend = reader.Text(SettingNames.Backend);
        reader.Demand(
            backend is LocalBackend or AzureBackend, SettingNames.Backend, $"is '{backend}'; the back ends are '{LocalBackend}' and '{AzureBackend}'.");
        TriggerSettings read = backend == AzureBackend ? AzureSettings.Read(reader) : LocalSettings.Read(reader);
        read = read with { Telemetry = ReadTelemetry(reader), Stripe = ReadStripe(reader), PublicUrl = ReadPublicUrl(reader), MailFrom = ReadMailFrom(reader) };
        problem = reader.Problem;
        settings = problem is null ? read : null;
        return problem is null;
    }

    private static string? ReadMailFrom(SettingReader reader)
    {
        var text = reader.Text(SettingNames.MailFrom);
        var isAddress = MailAddress.TryCreate(text, out var address) && address.Address == text;
        reader.Demand(isAddress || text.Length == 0, SettingNames.MailFrom, $"is '{text}', which is no address such as 'billing@example.com'.");
        return text.Length == 0 ? null : text;
    }

    private static Uri ReadPublicUrl(SettingReader reader) => Http.Hosting.PublicUrl.Read(reader.Text, reader.Demand) ?? reader.HostAddress;

    private static StripeSettings? ReadStripe(SettingReader reader)
    {
        reader.DemandResolved(SettingNames.StripeSecretKey);
        reader.DemandResolved(SettingNames.StripeWebhookSecret);
        return StripeAccount.Read(reader.Text, reader.Demand);
    }

    private protected static string ReadOperatorKey(SettingReader reader)
    {
        var key = reader.Text(SettingNames.OperatorKey);
        reader.Demand(
            key.Length >= Core.Tenancy.OperatorKey.MinLength, SettingNames.OperatorKey, $"has fewer than {Core.Tenancy.OperatorKey.MinLength} characters.");
        reader.DemandResolved(SettingNames.OperatorKey);
        return key;
    }

    private protected static RetentionSettings ReadRetention(SettingReader reader)
    {
        var otherwise = new RetentionSettings();
        var retention = otherwise with
        {
            Claims = ReadDays(reader, SettingNames.ClaimDays) ?? otherwise.Claims,
            Log = ReadDays(reader, SettingNames.LogDays),
        };
        reader.Demand(retention.Problem is null, SettingNames.ClaimDays, $"or {SettingNames.LogDays} will not do: {retention.Problem}");
        return retention;
    }

    private static TelemetrySettings ReadTelemetry(SettingReader reader)
    {
        var text = reader.Text(SettingNames.TraceOneIn);
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var oneIn);
        reader.Demand(isNumber || text.Length == 0, SettingNames.TraceOneIn, $"is '{text}', which is no whole number.");
        return isNumber ? new TelemetrySettings(oneIn) : new TelemetrySettings();
    }

    private static Duration? ReadDays(SettingReader reader, string name)
    {
        var text = reader.Text(name);
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days);
        reader.Demand(isNumber || text.Length == 0, name, $"is '{text}', which is no number of days.");
        return isNumber ? Duration.FromDays(days) : null;
    }
}
