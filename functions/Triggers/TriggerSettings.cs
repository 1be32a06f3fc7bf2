using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using NodaTime;
using Tallystick.Core.Usage;

namespace Tallystick.Triggers;

/// <summary>The app's settings. Each is an application setting named <c>Tally__</c> and the member's name.</summary>
public sealed record TriggerSettings
{
    /// <summary>The one back end that this host can run: the embedded one.</summary>
    public const string LocalBackend = "Local";

    private const string Prefix = "Tally";

    // Azure names the app to its own processes; no one else does. It is not a setting of ours.
    private const string AzureAppName = "WEBSITE_SITE_NAME";

    /// <summary>Where everything is kept: <see cref="LocalBackend"/> is in <see cref="DataDirectory"/>.</summary>
    public required string Backend { get; init; }

    /// <summary>The directory of the embedded back end; a relative one is in the app's output directory. One process at a time.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The operator's key, 20 characters or more. Whoever has it can make merchants.</summary>
    public required string OperatorKey { get; init; }

    /// <summary>How many days idempotency keys are remembered; empty for the default of <see cref="RetentionSettings"/>.</summary>
    public string ClaimDays { get; init; } = "";

    /// <summary>How many days the event log is kept; empty for ever.</summary>
    public string LogDays { get; init; } = "";

    /// <summary>Reads the settings, or says in one line what is wrong with which.</summary>
    public static bool TryRead(
        IConfiguration configuration, [NotNullWhen(true)] out TriggerSettings? settings, [NotNullWhen(false)] out string? problem)
    {
        settings = new TriggerSettings
        {
            Backend = Read(configuration, nameof(Backend)),
            DataDirectory = Read(configuration, nameof(DataDirectory)),
            OperatorKey = Read(configuration, nameof(OperatorKey)),
            ClaimDays = Read(configuration, nameof(ClaimDays)),
            LogDays = Read(configuration, nameof(LogDays)),
        };
        problem = settings.Problem(isInAzure: configuration[AzureAppName] is not null);
        return problem is null;
    }

    /// <summary>How long claims and the log are kept.</summary>
    internal RetentionSettings ToRetention()
    {
        var otherwise = new RetentionSettings();
        return otherwise with { Claims = Days(ClaimDays) ?? otherwise.Claims, Log = Days(LogDays) };
    }

    private static Duration? Days(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? Duration.FromDays(days) : null;

    private static string Read(IConfiguration configuration, string name) => configuration[$"{Prefix}:{name}"] ?? "";

    private static string NameOf(string member) => $"{Prefix}__{member}";

    private string? Problem(bool isInAzure) => this switch
    {
        { Backend: not LocalBackend } => $"{NameOf(nameof(Backend))} is '{Backend}'; the only back end of this host is '{LocalBackend}'.",
        _ when isInAzure => $"{NameOf(nameof(Backend))} is '{LocalBackend}', which cannot be used in Azure: instances there share no disk and lose theirs.",
        { DataDirectory: "" } => $"{NameOf(nameof(DataDirectory))} is missing; the back end '{LocalBackend}' needs it.",
        { OperatorKey.Length: < Core.Tenancy.OperatorKey.MinLength } =>
            $"{NameOf(nameof(OperatorKey))} has fewer than {Core.Tenancy.OperatorKey.MinLength} characters.",
        _ when ClaimDays.Length > 0 && Days(ClaimDays) is null => $"{NameOf(nameof(ClaimDays))} is '{ClaimDays}', which is no number of days.",
        _ when LogDays.Length > 0 && Days(LogDays) is null => $"{NameOf(nameof(LogDays))} is '{LogDays}', which is no number of days.",
        _ when ToRetention().Problem is { } problem => $"{NameOf(nameof(ClaimDays))} or {NameOf(nameof(LogDays))} will not do: {problem}",
        _ => null,
    };
}
