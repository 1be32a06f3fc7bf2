using Tallystick.Core.Customers;
using Tallystick.Core.Mail;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Http.Mail;

/// <summary>What a host has that sends no mails: merchants cannot switch them on there.</summary>
internal sealed class NoMailer : IMailer
{
    /// <summary>What refuses to switch mails on where nothing sends them; null where something does, or they are switched off.</summary>
    internal static Refusal? Refuse(IMailer mailer, IReadOnlyList<string>? emails) =>
        !mailer.TakesMails && emails is { Count: > 0 }
            ? Refusal.Conflict("MAIL_NOT_CONFIGURED", "This installation sends no mails. Webhooks tell of the same facts.") with
            {
                Errors = [new FieldError("emails", "This installation sends no mails.", "MAIL_NOT_CONFIGURED")],
            }
            : null;

    /// <inheritdoc/>
    public bool TakesMails => false;

    /// <inheritdoc/>
    public Task SendAsync(MailMessage message, CancellationToken cancellation) => throw new StoreUnavailableException("This installation sends no mails.");

    /// <inheritdoc/>
    public Task ForgetAsync(Tenant tenant, Id<Customer> customer, CancellationToken cancellation) => Task.CompletedTask;
}
