using Microsoft.Extensions.DependencyInjection;
using Tallystick.Core.Blobs;
using Tallystick.Core.Commands;
using Tallystick.Core.Mail;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;

namespace Tallystick.Http.Hosting;

/// <summary>The ports of a back end.</summary>
/// <param name="Log">The event log.</param>
/// <param name="Claims">The claims.</param>
/// <param name="Documents">The documents.</param>
/// <param name="Commands">The commands.</param>
/// <param name="Blobs">The blobs.</param>
/// <param name="Mailer">Takes mails to customers; null where nothing does.</param>
public sealed record Ports(IEventLog Log, IClaimStore Claims, IDocumentStore Documents, ICommandQueue Commands, IBlobStore Blobs, IMailer? Mailer = null)
{
    /// <summary>Registers them. Whoever opened the back end closes it.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddSingleton(Log).AddSingleton(Claims).AddSingleton(Documents).AddSingleton(Commands).AddSingleton(Blobs);
        if (Mailer is not null)
        {
            services.AddSingleton(Mailer);
        }
    }
}
