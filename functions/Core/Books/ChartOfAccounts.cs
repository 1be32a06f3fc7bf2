namespace Tallystick.Core.Books;

/// <summary>Of which kind the accounts are.</summary>
public static class ChartOfAccounts
{
    /// <summary>The accounts, in the order of a trial balance.</summary>
    public static IReadOnlyList<BookAccount> All { get; } = Enum.GetValues<BookAccount>();

    /// <summary>The kind of an account.</summary>
    public static BookAccountKind Kind(this BookAccount account) => account switch
    {
        BookAccount.Cash or BookAccount.Receivable => BookAccountKind.Asset,
        BookAccount.Revenue => BookAccountKind.Income,
        BookAccount.BadDebtExpense or BookAccount.CreditExpense => BookAccountKind.Expense,
        _ => BookAccountKind.Liability,
    };

    /// <summary>True for an account that debits make larger.</summary>
    public static bool IsDebitNormal(this BookAccount account) => account.Kind() is BookAccountKind.Asset or BookAccountKind.Expense;
}
