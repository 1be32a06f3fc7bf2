using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>What a wallet paid for an invoice, decided once: a repetition is told the same, whatever the balance is by then.</summary>
/// <param name="InvoiceId">Which invoice.</param>
/// <param name="Amount">What was to be paid.</param>
/// <param name="Paid">What was, from 0 to the amount.</param>
/// <param name="At">When.</param>
public sealed record InvoicePayment(string InvoiceId, decimal Amount, decimal Paid, Instant At)
{
    /// <summary>Where what was paid is from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<LotShare> Shares { get; init; }

    /// <summary>The lots that paid, without amounts: what they get back may open them again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<Lot> Lots { get; init; }

    /// <summary>The payment with those of its lots marked whose grants were taken back since.</summary>
    internal InvoicePayment MarkedBy(IEnumerable<Grant> grants)
    {
        var voided = grants.ToDictionary(grant => grant.Id, grant => grant.VoidedAt);
        return this with { Lots = new(Lots.Select(lot => lot with { VoidedAt = voided[lot.Id.Grant] })) };
    }

    /// <summary>What a wallet paid by a change of it.</summary>
    internal static InvoicePayment Of(string invoiceId, decimal amount, Wallet before, Wallet after, Instant at)
    {
        var paid = before.Available - after.Available;
        before.Purse.Take(paid, out var shares);
        return new InvoicePayment(invoiceId, amount, paid, at)
        {
            Shares = shares,
            Lots = new(before.Lots.Where(lot => shares.Any(share => share.Lot == lot.Id)).Select(lot => lot.Emptied())),
        };
    }
}
