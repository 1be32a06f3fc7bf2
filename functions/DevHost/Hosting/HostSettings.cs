using Tallystick.Core.Usage;
using Tallystick.Http.Payments.Stripe;
using Tallystick.Local;

namespace Tallystick.DevHost.Hosting;

/// <summary>How the process runs.</summary>
public sealed record HostSettings
{
    /// <summary>Where data is kept unless something else is said: relative to where the process was started.</summary>
    public const string DefaultDirectory = ".tallystick";

    /// <summary>The environment variable that gives the operator's key.</summary>
    public const string OperatorKeyVariable = "TALLY_OPERATOR_KEY";

    /// <summary>Where everything is kept.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The port on 127.0.0.1; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>The operator's key; null to take the one that was made at the first start.</summary>
    public string? OperatorKey { get; init; }

    /// <summary>The account at Stripe that takes the payments of live mode; null for none.</summary>
    public StripeSettings? Stripe { get; init; }

    /// <summary>Where customers and merchants reach this process; null for where it listens.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>How long claims and the log are kept.</summary>
    public RetentionSettings Retention { get; init; } = new();

    /// <summary>True for development alone: webhooks may go to receivers on this machine, without TLS too.</summary>
    public bool AllowLocalWebhooks { get; init; }

    /// <summary>How the embedded back end works.</summary>
    public LocalOptions Local { get; init; } = new();

    /// <summary>How often what is old is looked for.</summary>
    public TimeSpan RetentionInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often the timers look for periods to close, holds to release and webhooks to send.</summary>
    public TimeSpan TimerInterval { get; init; } = TimeSpan.FromSeconds(2);
}
