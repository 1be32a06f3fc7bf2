namespace Tallystick.Http.Customers;

/// <summary>Who a customer is.</summary>
/// <param name="Name">What invoices call the customer.</param>
/// <param name="Email">Where invoices go.</param>
internal sealed record ConsumerResponse(string Name, string? Email);
