using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Notifications;

/// <summary>Where a merchant wants to be told of facts.</summary>
public sealed record WebhookEndpoint : IIdentified
{
    /// <summary>How long a secret goes on signing after it was replaced.</summary>
    public static readonly Duration RotationTime = Duration.FromHours(24);

    /// <summary>How many replaced secrets sign at most: with more rotations within <see cref="RotationTime"/> the oldest stop earlier.</summary>
    public const int MaxPreviousSecrets = 5;

    /// <inheritdoc/>
    public static string IdPrefix => "whk";

    /// <summary>The endpoint's id.</summary>
    public required Id<WebhookEndpoint> Id { get; init; }

    /// <summary>The address that is called.</summary>
    public required string Url { get; init; }

    /// <summary>Of which facts, by <see cref="FactTypes"/>; empty for all.</summary>
    public required IReadOnlyList<string> EventTypes { get; init; }

    /// <summary>What its owner says of it; null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>What deliveries are signed with; see <see cref="WebhookSecret"/>. Kept as it is: a hash cannot sign.</summary>
    public required string Secret { get; init; }

    /// <summary>The secret before; null where there was none.</summary>
    public string? PreviousSecret { get; init; }

    /// <summary>When the secret before stops to sign; null where there was none.</summary>
    public Instant? PreviousSecretUntil { get; init; }

    /// <summary>Those that were replaced before <see cref="PreviousSecret"/> and signed still when it was; the newest first.</summary>
    public IReadOnlyList<ReplacedSecret> OlderSecrets { get; init; } = [];

    /// <summary>The last fact before it was made: it is told of those behind.</summary>
    public required long AfterSequence { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it was disabled; null for one that is called.</summary>
    public Instant? DisabledAt { get; init; }

    /// <summary>Why it was disabled; null for one that is called.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>True where it is to be told of a fact.</summary>
    public bool Wants(BillingFact fact) => fact.Sequence > AfterSequence && (EventTypes.Count == 0 || EventTypes.Contains(fact.Type));

    /// <summary>The secrets that sign, the newest first.</summary>
    public IReadOnlyList<string> SecretsAt(Instant now) => [Secret, .. ReplacedAt(now).Select(replaced => replaced.Secret)];

    /// <summary>With a new secret; the one so far signs too for <see cref="RotationTime"/>, and those before it until their own time.</summary>
    public WebhookEndpoint Rotate(string secret, Instant now) => this with
    {
        Secret = secret,
        PreviousSecret = Secret,
        PreviousSecretUntil = now + RotationTime,
        OlderSecrets = [.. ReplacedAt(now).Take(MaxPreviousSecrets - 1)],
    };

    /// <summary>Not called any more; repeated it changes nothing.</summary>
    public WebhookEndpoint Disable(string reason, Instant now) => DisabledAt is null ? this with { DisabledAt = now, DisabledReason = reason } : this;

    /// <summary>Called again; deliveries that were given up in the meantime may be replayed.</summary>
    public WebhookEndpoint Enable() => this with { DisabledAt = null, DisabledReason = null };

    private IEnumerable<ReplacedSecret> ReplacedAt(Instant now)
    {
        IEnumerable<ReplacedSecret> last = PreviousSecret is { } secret && PreviousSecretUntil is { } until ? [new ReplacedSecret(secret, until)] : [];
        return last.Concat(OlderSecrets).Where(replaced => now < replaced.Until);
    }
}
