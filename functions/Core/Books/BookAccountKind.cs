namespace Tallystick.Core.Books;

/// <summary>The kinds of accounts. Assets and expenses grow by debits, the others by credits.</summary>
public enum BookAccountKind
{
    /// <summary>What the merchant has, or is owed.</summary>
    Asset,

    /// <summary>What the merchant owes.</summary>
    Liability,

    /// <summary>What the merchant earned.</summary>
    Income,

    /// <summary>What the merchant gave for it.</summary>
    Expense,
}
