using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Values;

namespace Tallystick.Http.Webhooks;

/// <summary>A customer in the body of a webhook: without who it is.</summary>
internal sealed record WebhookCustomer(Id<Customer> Id, Instant CreatedAt, Instant? ErasedAt)
{
    public string Object => "customer";

    public static WebhookCustomer Of(CustomerFigures customer) => new(customer.Id, customer.CreatedAt, customer.ErasedAt);
}
