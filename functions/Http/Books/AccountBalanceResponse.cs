using Tallystick.Core.Books;

namespace Tallystick.Http.Books;

/// <summary>What is on an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Kind">Its kind: assets and expenses grow by debits, the others by credits.</param>
/// <param name="Debit">The sum of all its debits.</param>
/// <param name="Credit">The sum of all its credits.</param>
/// <param name="Balance">What is on it, on the side that it grows on.</param>
internal sealed record AccountBalanceResponse(BookAccount Account, BookAccountKind Kind, decimal Debit, decimal Credit, decimal Balance)
{
    public static AccountBalanceResponse Of(BookTotal total) => new(total.Account, total.Account.Kind(), total.Debit, total.Credit, total.Balance());
}
