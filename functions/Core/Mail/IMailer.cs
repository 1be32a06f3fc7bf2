using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Mail;

/// <summary>Takes mails on their way.</summary>
/// <remarks>
/// <para>Contract:</para>
/// <list type="bullet">
/// <item>A mail that was taken survives a crash of this process: it is on disk, or with a server that has answered for it.</item>
/// <item>A mail may be handed over again under its id: whoever gets it can tell, because the id is that of the message. What is kept of the first time is not changed by the second.</item>
/// <item>The text of every part arrives as it is, whatever it is written in; nothing in a name or a subject becomes a header or a path.</item>
/// <item>Nothing of a mail is logged.</item>
/// </list>
/// </remarks>
public interface IMailer
{
    /// <summary>False where nothing takes mails: no merchant can switch them on, and none is looked for.</summary>
    bool TakesMails => true;

    /// <summary>Takes a mail.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be taken now, and is to be handed over again.</exception>
    Task SendAsync(MailMessage message, CancellationToken cancellation);

    /// <summary>Erases what is kept of a customer's mails; what has left is out of reach. Doing it twice is harmless.</summary>
    /// <exception cref="StoreUnavailableException">Not all of it could be erased.</exception>
    Task ForgetAsync(Tenant tenant, Id<Customer> customer, CancellationToken cancellation);
}
