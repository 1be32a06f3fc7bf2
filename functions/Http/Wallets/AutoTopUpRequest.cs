using Tallystick.Core.Wallets;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Wallets;

/// <summary>When a customer is asked for a payment unasked.</summary>
/// <param name="Threshold">Asked where less than this is available, 0 or more. Required.</param>
/// <param name="Amount">For how much, more than 0, in whole minor units of the wallet's currency, and at least the threshold. Required.</param>
/// <param name="MaxPerMonth">How often in a calendar month of the customer's time zone, 1 to 1,000; any number of times unless given.</param>
/// <param name="Enabled">False for never; true unless given.</param>
internal sealed record AutoTopUpRequest(decimal? Threshold, decimal? Amount, int? MaxPerMonth, bool? Enabled)
{
    public AutoTopUpSettings ToSettings(Check check) =>
        new(check.Amount("threshold", Threshold), check.Amount("amount", Amount), MaxPerMonth, Enabled ?? true);
}
