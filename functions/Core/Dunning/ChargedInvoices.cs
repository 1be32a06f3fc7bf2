using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Notifications;
using Tallystick.Core.Payments;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Dunning;

/// <summary>
/// What follows from payments: those that are to pay for an invoice pay it, from the wallet as every payment does, or leave on it why they failed; and merchants are
/// told. May be repeated.
/// </summary>
/// <param name="store">Where invoices are.</param>
/// <param name="invoices">Pays them.</param>
public sealed class ChargedInvoices(IDocumentStore store, InvoiceRegister invoices) : IPaymentResolved
{
    private readonly PaymentFacts facts = new(store);

    /// <inheritdoc/>
    public async Task ResolvedAsync(Tenant tenant, Payment payment, Instant now, CancellationToken cancellation)
    {
        if (payment.Charge is { } charge)
        {
            if (payment.Status == PaymentStatus.Succeeded)
            {
                // Another may have paid it, or called it off: then the money stays in the wallet.
                await invoices.PayAsync(tenant, charge.Invoice, now, cancellation);
            }

            await NoteAsync(tenant, payment, now, cancellation);
        }

        await facts.TellAsync(
            tenant, payment.Status == PaymentStatus.Succeeded ? FactTypes.PaymentSucceeded : FactTypes.PaymentFailed, payment, now, cancellation);
    }

    /// <summary>Notes on the invoice how a payment for it stands. An older one than what is noted changes nothing.</summary>
    internal async Task NoteAsync(Tenant tenant, Payment payment, Instant now, CancellationToken cancellation)
    {
        var id = payment.Charge!.Invoice.ToString();
        while (await store.ReadAsync<Invoice>(BillingDocuments.PartitionOf(tenant), id, cancellation) is { } read)
        {
            var after = After(read.Value.Charge, payment);
            if (after == read.Value.Charge || await invoices.ChangeAsync(tenant, read, read.Value with { Charge = after }, now, [], cancellation))
            {
                return;
            }
        }
    }

    /// <summary>What an invoice says of its last attempt after a payment: of each attempt the first word counts, but for what was awaited.</summary>
    internal static InvoiceCharge? After(InvoiceCharge? before, Payment payment)
    {
        var (attempt, isPage) = (payment.Charge!.Attempt, payment.Charge.Method is null);
        if (before?.Attempt > attempt || (before?.Attempt == attempt && before.PaymentUrl is not null && !isPage))
        {
            return before;
        }

        var noted = before?.Attempt == attempt && before.PaymentId == payment.Id ? before : new InvoiceCharge(attempt, payment.CreatedAt, payment.Status);
        return noted with
        {
            Status = payment.Status,
            PaymentId = payment.Id,
            FailureCode = payment.FailureCode ?? (isPage && payment.Status != PaymentStatus.Succeeded ? before?.FailureCode : null),
            PaymentUrl = isPage ? payment.PaymentUrl : null,
            NextAt = payment.Status == PaymentStatus.Failed ? noted.NextAt : null,
        };
    }
}
