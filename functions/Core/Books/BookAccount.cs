namespace Tallystick.Core.Books;

/// <summary>The chart of accounts: what a merchant's books are kept in. <see cref="ChartOfAccounts"/> says of which kind each is.</summary>
public enum BookAccount
{
    /// <summary>Money that payment providers took for the merchant.</summary>
    Cash,

    /// <summary>What issued invoices ask for and nobody has paid.</summary>
    Receivable,

    /// <summary>Customers' own money in their wallets: payments, and what invoices gave back.</summary>
    WalletLiability,

    /// <summary>Granted money that is still in wallets.</summary>
    CreditLiability,

    /// <summary>Usage that wallets paid as it came, and that is on no invoice yet.</summary>
    UnbilledUsage,

    /// <summary>What invoices and notes below zero are to give back and have not, and what left wallets for refunds that providers have not made.</summary>
    RefundPayable,

    /// <summary>Tax that was charged, less what was given back.</summary>
    TaxPayable,

    /// <summary>What was charged without tax, less credit notes and invoices that were called off.</summary>
    Revenue,

    /// <summary>What was written off of invoices, less what of it was paid or taken back all the same.</summary>
    BadDebtExpense,

    /// <summary>Money that was granted, less what of it expired or was taken back.</summary>
    CreditExpense,
}
