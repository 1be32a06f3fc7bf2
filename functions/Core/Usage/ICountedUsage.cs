namespace Tallystick.Core.Usage;

/// <summary>Told by metering which accounts have used something.</summary>
public interface ICountedUsage
{
    /// <summary>
    /// Called after the usage of some accounts is in their windows, and before their partition of the log moves on: where it does not succeed the same batch comes
    /// again, so that no account is ever forgotten. Doing it twice must be harmless.
    /// </summary>
    /// <param name="accounts">The accounts, each once.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task CountedAsync(IReadOnlyList<CountedAccount> accounts, CancellationToken cancellation);
}
