using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Notifications;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Mail;

/// <summary>A mail to a customer.</summary>
public sealed record MailMessage
{
    /// <summary>The fact that it tells of: there is one mail of it.</summary>
    public required Id<BillingFact> Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Tenant Tenant { get; init; }

    /// <summary>To whom it goes.</summary>
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>When what it tells of happened.</summary>
    public required Instant At { get; init; }

    /// <summary>What the merchant is called.</summary>
    public required string FromName { get; init; }

    /// <summary>Where answers go; null where the merchant has not said.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>What the customer is called.</summary>
    public required string ToName { get; init; }

    /// <summary>The customer's address.</summary>
    public required string ToAddress { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>What it says, as plain text.</summary>
    public required string Text { get; init; }

    /// <summary>The same as HTML.</summary>
    public required string Html { get; init; }

    /// <summary>The file that goes with it; null for none.</summary>
    public MailAttachment? Attachment { get; init; }
}
