namespace Tallystick.Http.CreditNotes;

/// <summary>What was taken back of a line.</summary>
/// <param name="LineId">The line's number on the invoice.</param>
/// <param name="Quantity">How much of its quantity; null where an amount was said.</param>
/// <param name="TotalPrice">Without tax; below 0 for a line that was itself below 0.</param>
/// <param name="TotalTax">The line's tax on it.</param>
/// <param name="TotalAmount">With tax.</param>
internal sealed record CreditedLineResponse(int LineId, decimal? Quantity, string TotalPrice, string TotalTax, string TotalAmount);
