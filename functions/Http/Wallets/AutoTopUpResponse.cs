using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Http.Wallets;

/// <summary>A customer's automatic top-up.</summary>
/// <param name="CustomerId">Whose.</param>
/// <param name="Threshold">Asked where less than this is available.</param>
/// <param name="Amount">For how much.</param>
/// <param name="Currency">In what.</param>
/// <param name="MaxPerMonth">How often in a calendar month; null for any number of times.</param>
/// <param name="Enabled">Whether anything is asked for.</param>
/// <param name="State">Where it is.</param>
/// <param name="PaymentId">The last payment that was asked for.</param>
/// <param name="FailureCode">Why the last payment was not made; null where it was, or is awaited.</param>
/// <param name="Month">The month of the last payment.</param>
/// <param name="AskedInMonth">How many were asked for in that month.</param>
internal sealed record AutoTopUpResponse(
    Id<Customer> CustomerId,
    decimal Threshold,
    decimal Amount,
    Currency Currency,
    int? MaxPerMonth,
    bool Enabled,
    AutoTopUpState State,
    Id<Payment>? PaymentId,
    string? FailureCode,
    string? Month,
    int AskedInMonth)
{
    public string Object => "autoTopUp";

    public static Func<AutoTopUp, AutoTopUpResponse> For(Id<Customer> customer) => topUp => new(
        customer,
        topUp.Settings.Threshold,
        topUp.Settings.Amount,
        topUp.Currency,
        topUp.Settings.MaxPerMonth,
        topUp.Settings.Enabled,
        topUp.State,
        topUp.PaymentId,
        topUp.FailureCode,
        topUp.Month,
        topUp.AskedInMonth);
}
