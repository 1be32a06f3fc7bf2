using NodaTime;

namespace Tallystick.Core.Limits;

/// <summary>How an account's balance stands to a rule of low balance: one document for each, so that each fall is told once.</summary>
/// <param name="Fallen">How often it has fallen below the threshold.</param>
/// <param name="IsBelow">True while it has not risen again.</param>
/// <param name="FellAt">When the last fall was seen, by the customer's clock.</param>
/// <param name="Available">What was available then.</param>
public sealed record BalanceWatch(int Fallen, bool IsBelow, Instant FellAt, decimal Available)
{
    /// <summary>Before anything was seen.</summary>
    public static BalanceWatch Nothing { get; } = new(0, false, Instant.MinValue, 0);

    /// <summary>The id of the document in the account's partition.</summary>
    public static string IdOf(AlertRule rule) => $"balance-watch:{rule.Id}";

    /// <summary>What it comes to when so much is available; the same where nothing has changed.</summary>
    public BalanceWatch See(decimal available, decimal threshold, Instant now) => (available < threshold, IsBelow) switch
    {
        (true, false) => new BalanceWatch(Fallen + 1, true, now, available),
        (false, true) => this with { IsBelow = false },
        _ => this,
    };
}
