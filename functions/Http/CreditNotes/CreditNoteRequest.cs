using Tallystick.Core.CreditNotes;
using Tallystick.Http.Binding;

namespace Tallystick.Http.CreditNotes;

/// <summary>What is taken back of an invoice: an amount, or parts of lines; with neither, all that is left.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="Amount">With tax, of the whole invoice, in whole minor units of its currency: parted among its lines.</param>
/// <param name="LineItems">Parts of lines, each line once.</param>
/// <param name="Reason">Why, at most 500 characters.</param>
/// <param name="IdempotencyKey">Unique within the invoice, at most 255 characters: sent again, it leads to the same note.</param>
internal sealed record CreditNoteRequest(
    string? MerchantId, decimal? Amount, IReadOnlyList<CreditedLineRequest?>? LineItems, string? Reason, string? IdempotencyKey) : INamesMerchant
{
    private const int MaxLines = 1000;

    public NewCreditNote ToWish(Check check)
    {
        check.That(LineItems is null or [_, ..], "lineItems", "One line at least is expected: what takes back all has no lineItems.", "REQUIRED");
        return new NewCreditNote(
            check.OptionalAmount("amount", Amount),
            [
                .. check.Items("lineItems", LineItems, MaxLines)
                    .Select((line, index) => check.Required($"lineItems[{index}]", line)?.ToLine(check.Within($"lineItems[{index}]"))).OfType<NewCreditedLine>(),
            ],
            check.OptionalLines("reason", Reason, NewCreditNote.MaxReason),
            IdempotencyKey is null ? null : check.Text("idempotencyKey", IdempotencyKey, 255));
    }
}
