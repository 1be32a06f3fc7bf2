using System.Text.Json.Serialization;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Payments;

/// <summary>Money that a customer is to pay into the wallet.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="CustomerId">Who pays: the customer's id or external id. Required.</param>
/// <param name="Amount">How much, more than 0, in whole minor units of the currency. Required.</param>
/// <param name="Currency">The currency, which stays the wallet's. Required.</param>
/// <param name="IdempotencyKey">Unique within the customer, at most 255 characters: sent again, it leads to the same payment. Required.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record PaymentRequest(string? MerchantId, string? CustomerId, decimal? Amount, string? Currency, string? IdempotencyKey) : INamesMerchant;
