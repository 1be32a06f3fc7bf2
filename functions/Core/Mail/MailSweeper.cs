using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Mail;

/// <summary>
/// Writes the mails that are due and hands them over. The entry of a mail stays until it was taken: a crash on the way makes it be sent once more under the same id, never not
/// at all. Run by a timer; may run late, twice, or several at once.
/// </summary>
/// <param name="store">Where the entries are.</param>
/// <param name="settings">How tenants want it.</param>
/// <param name="composer">Writes them.</param>
/// <param name="mailer">Takes them.</param>
/// <param name="customers">Who was erased in the meantime.</param>
public sealed class MailSweeper(IDocumentStore store, InvoiceSettingsBook settings, MailComposer composer, IMailer mailer, CustomerDirectory customers)
{
    private const int SweepSize = 100;

    /// <summary>Sends what is due by the real clock. What cannot be sent is tried again by the schedule of webhooks, and does not hold up the others.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<int> SweepAsync(Instant now, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var tenant in mailer.TakesMails ? await Tenants.AllAsync(store, cancellation) : [])
        {
            foreach (var document in await store.ListAsync(DueMail.Until(tenant, now), descending: false, 0, SweepSize, cancellation))
            {
                count += await SendAsync(tenant, document, now, cancellation) ? 1 : 0;
            }
        }

        return count;
    }

    private async Task<bool> SendAsync(Tenant tenant, StoredDocument document, Instant now, CancellationToken cancellation)
    {
        var due = document.As<DueMail>(BillingDocuments.PartitionOf(tenant));
        var done = DocumentWrite.Delete(document.Id, document.ETag);
        try
        {
            var isSent = await SendAsync(tenant, due, cancellation);
            await store.CommitAsync(BillingDocuments.PartitionOf(tenant), [done], cancellation);
            return isSent;
        }
        catch (StoreUnavailableException)
        {
            await store.CommitAsync(BillingDocuments.PartitionOf(tenant), [done, due.Next(now)?.ToWrite() ?? due.ToStopped()], cancellation);
            return false;
        }
    }

    private async Task<bool> SendAsync(Tenant tenant, DueMail due, CancellationToken cancellation)
    {
        if (await composer.ComposeAsync(tenant, due.Fact, await settings.OfAsync(tenant, cancellation), cancellation) is not { } message)
        {
            return false;
        }

        await mailer.SendAsync(message, cancellation);

        // Whoever erased the customer meanwhile has erased what was sent before.
        if (await customers.ResolveAsync(tenant, message.CustomerId.ToString(), cancellation) is { ErasedAt: not null })
        {
            await mailer.ForgetAsync(tenant, message.CustomerId, cancellation);
        }

        return true;
    }
}
