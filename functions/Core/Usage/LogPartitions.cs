using System.Text;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Usage;

/// <summary>Which partition of a log an account's records are in: by the account's name alone, on every back end and for ever.</summary>
public static class LogPartitions
{
    /// <summary>The partition of an account, from 0.</summary>
    /// <param name="account">The account.</param>
    /// <param name="count">How many partitions the log has, 1 or more.</param>
    /// <exception cref="ArgumentException">The account cannot be read back from its text, or that is longer than 65,535 bytes.</exception>
    public static int Of(AccountId account, int count) =>
        IsReadable(account) && Encoding.UTF8.GetByteCount(account.ToString()) <= ushort.MaxValue
            ? (int)(account.Tag % (ulong)count)
            : throw new ArgumentException($"'{account}' is no account for the log.", nameof(account));

    // A tenant's text has no slash: the first one ends it.
    private static bool IsReadable(AccountId account) =>
        account.Tenant is { Merchant: var merchant, Mode: Mode.Live or Mode.Test } && merchant != default && !string.IsNullOrEmpty(account.Subject);
}
