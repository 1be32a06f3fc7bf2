namespace Tallystick.Core.Taxes;

/// <summary>
/// Decides by which rates an invoice is taxed: by the merchant's own definitions (<see cref="DefinedTaxes"/>), or by asking a service that knows the law of
/// many countries.
/// </summary>
/// <remarks>
/// Contract. Asked once for every draft and every preview, before anything is written, and again where a draft did not come about: asking must change nothing.
/// The answer has a rate, from 0 to 1, for each item that was asked for, and 0 for all of them where the treatment is not standard. It is noted on the invoice,
/// which is proved by what was answered then: later answers may differ. Amounts are reckoned from the rates by <see cref="Tax"/>, for every source alike.
/// </remarks>
public interface ITaxSource
{
    /// <summary>The rates.</summary>
    /// <exception cref="Storage.StoreUnavailableException">The source cannot answer now: the period stays due and is tried again.</exception>
    ValueTask<TaxDecision> DecideAsync(TaxQuestion question, CancellationToken cancellation);
}
