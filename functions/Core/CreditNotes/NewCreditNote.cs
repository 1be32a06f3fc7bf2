namespace Tallystick.Core.CreditNotes;

/// <summary>What a merchant wants to take back of an invoice: all that is left, an amount of the whole, or parts of lines.</summary>
/// <param name="Amount">With tax, of the whole invoice: parted among its lines by what is left of them. Null for other wishes.</param>
/// <param name="Lines">Parts of lines; none for an amount, or for all that is left.</param>
/// <param name="Reason">Why, at most <see cref="MaxReason"/> characters; null for nothing.</param>
/// <param name="IdempotencyKey">Unique within the invoice: sent again, it leads to the same note. Null for a new note each time.</param>
public sealed record NewCreditNote(decimal? Amount, IReadOnlyList<NewCreditedLine> Lines, string? Reason, string? IdempotencyKey)
{
    /// <summary>The longest reason.</summary>
    public const int MaxReason = 500;
}
