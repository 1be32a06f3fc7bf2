using System.Text.Json.Serialization;

namespace Tallystick.Http.Customers;

/// <summary>Who the customer is.</summary>
/// <param name="Name">What invoices call the customer, at most 200 characters. Required.</param>
/// <param name="Email">Where invoices go, at most 254 characters. Required.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record ConsumerRequest(string? Name, string? Email);
