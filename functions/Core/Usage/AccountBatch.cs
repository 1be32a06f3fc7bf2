namespace Tallystick.Core.Usage;

/// <summary>What one account has in a batch of the log.</summary>
/// <param name="account">The account.</param>
/// <param name="terms">What its usage is charged on.</param>
internal sealed class AccountBatch(AccountId account, AccountTerms terms)
{
    /// <summary>The account.</summary>
    internal AccountId Account => account;

    /// <summary>What its usage is charged on.</summary>
    internal AccountTerms Terms => terms;

    /// <summary>The deliveries that own their identities, in log order.</summary>
    internal List<CountedUsage> Counted { get; } = [];
}
