using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Payments;
using Tallystick.Core.Values;

namespace Tallystick.Http.Payments;

/// <summary>A way to pay that a customer has left with the provider.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CustomerId">Whose.</param>
/// <param name="Status"><c>pending</c> until the customer has saved it, <c>active</c>, <c>failed</c>, or <c>deleted</c> in the answer to that.</param>
/// <param name="IsDefault">True for the one that is charged.</param>
/// <param name="SetupUrl">Where the customer saves it; null where there is nothing to do.</param>
/// <param name="Card">What the card looks like; null where it is none, and until it is saved.</param>
/// <param name="CreatedAt">When it was asked for.</param>
internal sealed record PaymentMethodResponse(
    Id<PaymentMethod> Id, Id<Customer> CustomerId, PaymentMethodStatus Status, bool IsDefault, string? SetupUrl, SavedCardResponse? Card, Instant CreatedAt)
{
    public string Object => "paymentMethod";

    /// <param name="charged">The one that is charged; null for none.</param>
    public static Func<PaymentMethod, PaymentMethodResponse> For(Id<PaymentMethod>? charged) => method => new(
        method.Id,
        method.CustomerId,
        method.Status,
        method.Id == charged,
        method.Status == PaymentMethodStatus.Pending ? method.SetupUrl : null,
        method.Card is { } card ? new SavedCardResponse(card.Brand, card.Last4, card.ExpiryMonth, card.ExpiryYear) : null,
        method.CreatedAt);
}
