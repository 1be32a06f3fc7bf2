using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Mail;

/// <summary>Erases the mails of customers who were erased, where they can be reached.</summary>
/// <param name="mailer">Who keeps them.</param>
public sealed class ErasedMails(IMailer mailer) : ICustomerErased
{
    /// <inheritdoc/>
    public Task ErasedAsync(Tenant tenant, Customer customer, CancellationToken cancellation) => mailer.ForgetAsync(tenant, customer.Id, cancellation);
}
