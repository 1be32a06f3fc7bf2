using System.Collections.Concurrent;
using Tallystick.Core.Customers;
using Tallystick.Core.Mail;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Contracts.Memory;

/// <summary>Mails in memory, for tests.</summary>
public sealed class MemoryMailer : IMailer
{
    private readonly ConcurrentDictionary<(Tenant Tenant, Id<BillingFact> Id), MailMessage> taken = new();

    /// <summary>What was taken and not forgotten, in the order of what it tells of.</summary>
    public IReadOnlyList<MailMessage> Taken => [.. taken.Values.OrderBy(mail => mail.At).ThenBy(mail => mail.Id.ToString(), StringComparer.Ordinal)];

    /// <summary>How many times it takes nothing from now on.</summary>
    public int Failures { get; set; }

    /// <inheritdoc/>
    public Task SendAsync(MailMessage message, CancellationToken cancellation)
    {
        if (Failures > 0)
        {
            Failures--;
            throw new StoreUnavailableException("No mail is taken now.");
        }

        taken.TryAdd((message.Tenant, message.Id), message);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ForgetAsync(Tenant tenant, Id<Customer> customer, CancellationToken cancellation)
    {
        foreach (var (key, mail) in taken.Where(entry => entry.Key.Tenant == tenant && entry.Value.CustomerId == customer))
        {
            taken.TryRemove(new KeyValuePair<(Tenant, Id<BillingFact>), MailMessage>(key, mail));
        }

        return Task.CompletedTask;
    }
}
