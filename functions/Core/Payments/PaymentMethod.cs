using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Payments;

/// <summary>A way to pay that a customer has left with the provider, to be charged without the customer. What it is charged by never passes this host.</summary>
public sealed record PaymentMethod : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "pm";

    /// <summary>The method's id; names its customer, as <see cref="PaymentIds"/> do.</summary>
    public required Id<PaymentMethod> Id { get; init; }

    /// <summary>Whose.</summary>
    public required Id<Customer> CustomerId { get; init; }

    /// <summary>What has become of it.</summary>
    public PaymentMethodStatus Status { get; init; }

    /// <summary>Where the customer sets it up; null where there is nothing to set up, and until the provider has said so.</summary>
    public string? SetupUrl { get; init; }

    /// <summary>The provider's own name for the setting up; null until the provider has said so.</summary>
    public string? SetupReference { get; init; }

    /// <summary>The provider's own name for the customer; null until the provider has said so. A later method of the customer's begins with it.</summary>
    public string? ProviderCustomer { get; init; }

    /// <summary>The provider's own name for the method; null until it is set up.</summary>
    public string? ProviderMethod { get; init; }

    /// <summary>Which of the made-up methods of test mode it is; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TestToken { get; init; }

    /// <summary>What the card looks like; null where it is none, and until it is set up.</summary>
    public SavedCard? Card { get; init; }

    /// <summary>When it was asked for.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>A new id of a customer's method.</summary>
    internal static Id<PaymentMethod> NextId(Id<Customer> customer, IIdSource ids) => OwnedIds.Next<PaymentMethod>(customer, ids);

    /// <summary>The account of a method; null for an id that nobody was ever given.</summary>
    internal static AccountId? AccountOf(Tenant tenant, Id<PaymentMethod> id) => OwnedIds.CustomerOf(id) is { } customer ? AccountId.Of(tenant, customer) : null;

    /// <summary>The method after an answer of the provider's; one that is set up, or failed, stays so.</summary>
    internal PaymentMethod After(PaymentMethodIntent intent) => Status != PaymentMethodStatus.Pending ? this : this with
    {
        Status = intent.Status,
        SetupUrl = intent.Url ?? SetupUrl,
        SetupReference = intent.Reference ?? SetupReference,
        ProviderCustomer = intent.ProviderCustomer ?? ProviderCustomer,
        ProviderMethod = intent.ProviderMethod,
        Card = intent.Card,
    };
}
