using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

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

    /// <summary>Reads the settings, or says in one line what is wrong with which.</summary>
    public static bool TryRead(
        IConfiguration configuration, [NotNullWhen(true)] out TriggerSettings? settings, [NotNullWhen(false)] out string? problem)
    {
        settings = new TriggerSettings
        {
            Backend = Read(configuration, nameof(Backend)),
            DataDirectory = Read(configuration, nameof(DataDirectory)),
            OperatorKey = Read(configuration, nameof(OperatorKey)),
        };
        problem = settings.Problem(isInAzure: configuration[AzureAppName] is not null);
        return problem is null;
    }

    private static string Read(IConfiguration configuration, string name) => configuration[$"{Prefix}:{name}"] ?? "";

    private static string NameOf(string member) => $"{Prefix}__{member}";

    private string? Problem(bool isInAzure) => this switch
    {
        { Backend: not LocalBackend } => $"{NameOf(nameof(Backend))} is '{Backend}'; the only back end of this host is '{LocalBackend}'.",
        _ when isInAzure => $"{NameOf(nameof(Backend))} is '{LocalBackend}', which cannot be used in Azure: instances there share no disk and lose theirs.",
        { DataDirectory: "" } => $"{NameOf(nameof(DataDirectory))} is missing; the back end '{LocalBackend}' needs it.",
        { OperatorKey.Length: < Core.Tenancy.OperatorKey.MinLength } =>
            $"{NameOf(nameof(OperatorKey))} has fewer than {Core.Tenancy.OperatorKey.MinLength} characters.",
        _ => null,
    };
}
