using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Payments;

/// <summary>The ways to pay that customers have left with the provider. The one that was set up last is charged.</summary>
/// <param name="store">Where the documents are.</param>
/// <param name="ids">Where ids come from.</param>
/// <param name="provider">Who keeps them.</param>
/// <param name="awaited">Where they are noted until they are set up.</param>
/// <param name="changes">What tells that another is charged.</param>
public sealed class PaymentMethods(IDocumentStore store, IIdSource ids, IPaymentProvider provider, AwaitedAnswers awaited, CustomerChanges changes) : ICustomerErased
{
    /// <summary>How many methods a customer may have, set up or not.</summary>
    public const int MaxMethods = 20;

    /// <summary>
    /// Asks the provider to save a method of a customer's. Refused: what the provider refuses, and <c>TOO_MANY_PAYMENT_METHODS</c> beyond
    /// <see cref="MaxMethods"/>.
    /// </summary>
    /// <remarks>It is written before the provider is asked. Cut off in between, it is asked for by the sweep of what is awaited.</remarks>
    public async Task<Result<PaymentMethod>> CreateAsync(
        Tenant tenant, Id<Customer> customer, string? testToken, Instant now, CancellationToken cancellation)
    {
        if (provider.CheckMethod(tenant, testToken) is { } refused)
        {
            return refused;
        }

        var others = await ListAsync(tenant, customer, cancellation);
        if (others.Count >= MaxMethods)
        {
            return Refusal.Conflict("TOO_MANY_PAYMENT_METHODS", $"The customer has {MaxMethods} payment methods: delete those that are of no use.");
        }

        var method = new PaymentMethod
        {
            Id = PaymentMethod.NextId(customer, ids),
            CustomerId = customer,
            ProviderCustomer = others.Select(other => other.ProviderCustomer).FirstOrDefault(known => known is not null),
            TestToken = testToken,
            CreatedAt = now,
        };
        var noted = await awaited.NoteAsync(tenant, method.Id, cancellation);
        if (!await store.CommitAsync(PartitionOf(tenant, customer), [DocumentWrite.Create(PaymentDocuments.Method(method.Id), method.ToBody())], cancellation))
        {
            throw new InvalidOperationException($"The id {method.Id} is taken.");
        }

        var followed = await FollowAsync(tenant, method.Id, cancellation);
        if (followed.TryGet(out var after, out _) && after.Status != PaymentMethodStatus.Pending)
        {
            await awaited.ForgetAsync(noted, cancellation);
        }

        return followed;
    }

    /// <summary>
    /// A method as it stands at the provider by now, or the refusal <c>PAYMENT_METHOD_NOT_FOUND</c>. One that is set up by then is the one that is charged.
    /// </summary>
    /// <exception cref="StoreUnavailableException">A store or the provider cannot answer now.</exception>
    public async Task<Result<PaymentMethod>> FollowAsync(Tenant tenant, Id<PaymentMethod> id, CancellationToken cancellation)
    {
        while (await ReadAsync(tenant, id, cancellation) is { } read)
        {
            if (read.Value.Status == PaymentMethodStatus.Pending)
            {
                var after = read.Value.After(await provider.AskMethodAsync(tenant, read.Value, cancellation));
                if (after == read.Value)
                {
                    return after;
                }

                await store.CommitAsync(
                    PartitionOf(tenant, after.CustomerId), [(read with { Value = after }).ToWrite(PaymentDocuments.Method(id))], cancellation);
                continue;
            }

            await ChooseAsync(tenant, read.Value.CustomerId, cancellation);
            return read.Value;
        }

        return NotFound(id);
    }

    /// <summary>The customer's methods, newest first.</summary>
    public async Task<IReadOnlyList<PaymentMethod>> ListAsync(Tenant tenant, Id<Customer> customer, CancellationToken cancellation)
    {
        var all = await store.ListAllAsync<PaymentMethod>(PaymentDocuments.Methods(PartitionOf(tenant, customer)), cancellation);
        return [.. all.OrderByDescending(method => method.CreatedAt).ThenByDescending(method => method.Id.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>
    /// Lets go of a method, at the provider and here; another that is set up takes its place. Refused with <c>PAYMENT_METHOD_NOT_FOUND</c> where the customer has
    /// none such.
    /// </summary>
    public async Task<Result<PaymentMethod>> DeleteAsync(Tenant tenant, Id<Customer> customer, Id<PaymentMethod> id, CancellationToken cancellation)
    {
        if (await ReadAsync(tenant, id, cancellation) is not { } read || read.Value.CustomerId != customer)
        {
            return NotFound(id);
        }

        await provider.ForgetMethodAsync(tenant, read.Value, cancellation);
        while (await ReadAsync(tenant, id, cancellation) is { } standing)
        {
            await store.CommitAsync(PartitionOf(tenant, customer), [DocumentWrite.Delete(PaymentDocuments.Method(id), standing.ETag!)], cancellation);
        }

        await ChooseAsync(tenant, customer, cancellation);
        return read.Value with { Status = PaymentMethodStatus.Deleted };
    }

    /// <inheritdoc/>
    public async Task ErasedAsync(Tenant tenant, Customer customer, CancellationToken cancellation)
    {
        foreach (var method in await ListAsync(tenant, customer.Id, cancellation))
        {
            await DeleteAsync(tenant, customer.Id, method.Id, cancellation);
        }
    }

    /// <summary>What is charged for a customer; null where there is nothing.</summary>
    internal async Task<ChargedMethod?> ChargedAsync(Tenant tenant, Customer customer, CancellationToken cancellation) =>
        customer.PaymentMethodId is { } id && await ReadAsync(tenant, id, cancellation) is { Value: { Status: PaymentMethodStatus.Active } method }
            ? new ChargedMethod(id, method.ProviderCustomer!, method.ProviderMethod!)
            : null;

    private static Refusal NotFound(Id<PaymentMethod> id) => Refusal.NotFound("PAYMENT_METHOD", id.ToString());

    private static string PartitionOf(Tenant tenant, Id<Customer> customer) => AccountId.Of(tenant, customer).ToString();

    /// <summary>Notes with the customer which method is charged: closing reads it there, and looks for no methods.</summary>
    private async Task ChooseAsync(Tenant tenant, Id<Customer> id, CancellationToken cancellation)
    {
        var partition = CustomerPartition.Of(tenant);
        while (await store.ReadAsync<Customer>(partition, id.ToString(), cancellation) is { } read)
        {
            var active = (await ListAsync(tenant, id, cancellation)).FirstOrDefault(method => method.Status == PaymentMethodStatus.Active)?.Id;
            var chosen = read.Value.ErasedAt is null ? active : null;
            if (read.Value.PaymentMethodId == chosen
                || await changes.CommitAsync(tenant, read, read.Value with { PaymentMethodId = chosen }, cancellation))
            {
                return;
            }
        }
    }

    private async Task<Versioned<PaymentMethod>?> ReadAsync(Tenant tenant, Id<PaymentMethod> id, CancellationToken cancellation) =>
        PaymentMethod.AccountOf(tenant, id) is { } account
            ? await store.ReadAsync<PaymentMethod>(account.ToString(), PaymentDocuments.Method(id), cancellation)
            : null;
}
