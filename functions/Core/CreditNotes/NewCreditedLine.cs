namespace Tallystick.Core.CreditNotes;

/// <summary>What a merchant wants to take back of a line: an amount, a quantity, or all that is left of it.</summary>
/// <param name="LineId">The line's number on the invoice.</param>
/// <param name="Amount">With tax, above 0; null for other wishes.</param>
/// <param name="Quantity">In the line's unit, above 0; null for other wishes.</param>
public sealed record NewCreditedLine(int LineId, decimal? Amount, decimal? Quantity);
