using Tallystick.Core.CreditNotes;
using Tallystick.Http.Binding;

namespace Tallystick.Http.CreditNotes;

/// <summary>What is taken back of a line: an amount or a quantity; with neither, all that is left of it.</summary>
/// <param name="LineId">The line's number on the invoice. Required.</param>
/// <param name="Amount">With tax, in whole minor units of the currency.</param>
/// <param name="Quantity">In the line's unit.</param>
internal sealed record CreditedLineRequest(int? LineId, decimal? Amount, decimal? Quantity)
{
    public NewCreditedLine ToLine(Check check) =>
        new(check.Required("lineId", LineId), check.OptionalAmount("amount", Amount), check.OptionalAmount("quantity", Quantity));
}
