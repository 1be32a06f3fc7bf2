using Microsoft.Extensions.DependencyInjection;
using Tallystick.Cloud;
using Tallystick.Http.Hosting;
using Tallystick.Http.Usage;
using Tallystick.Local;
using Tallystick.Triggers.Settings;
using Tallystick.Triggers.Usage;

namespace Tallystick.Triggers;

/// <summary>A back end that is open, and what consumes its log and its commands: triggers, or workers where it has none.</summary>
public sealed class TriggerBackend : IAsyncDisposable
{
    private readonly Action<IServiceCollection> register;
    private readonly IAsyncDisposable opened;

    private TriggerBackend(IAsyncDisposable opened, Action<IServiceCollection> register)
    {
        this.opened = opened;
        this.register = register;
    }

    /// <summary>The back end in a directory.</summary>
    /// <param name="local">The back end.</param>
    /// <param name="isMailing">True to write mails into the directory.</param>
    public static TriggerBackend Of(LocalBackend local, bool isMailing) => new(local, services =>
    {
        new Ports(local.Log, local.Claims, local.Documents, local.Commands, local.Blobs, isMailing ? local.Mailer : null).AddTo(services);
        services.AddTallyWorkers();
    });

    /// <summary>A back end whose log and queues have triggers.</summary>
    /// <param name="ports">Its ports.</param>
    /// <param name="read">What the trigger's events are.</param>
    /// <param name="opened">To be closed in the end.</param>
    public static TriggerBackend Of(Ports ports, RecordReader read, IAsyncDisposable opened) => new(opened, services =>
    {
        ports.AddTo(services);
        services.AddSingleton(read);
        services.AddTallyCachedReads();
        services.AddTallyWarmUp();
    });

    /// <summary>The back end on services of Azure.</summary>
    public static TriggerBackend Of(CloudBackend cloud) =>
        Of(new Ports(cloud.Log, cloud.Claims, cloud.Documents, cloud.Commands, cloud.Blobs, cloud.Mailer), cloud.Log.RecordOf, cloud);

    /// <summary>Opens the back end of the settings.</summary>
    public static async Task<TriggerBackend> OpenAsync(TriggerSettings settings, TimeProvider time, CancellationToken cancellation) => settings switch
    {
        LocalSettings local => Of(LocalBackend.Open(local.DataDirectory, OptionsOf(local), time), local.MailFrom is not null),
        AzureSettings azure => Of(await CloudBackend.OpenAsync(azure.Cloud with { MailFrom = azure.MailFrom }, time, cancellation)),
        _ => throw new ArgumentOutOfRangeException(nameof(settings)),
    };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => opened.DisposeAsync();

    internal void AddTo(IServiceCollection services) => register(services);

    private static LocalOptions OptionsOf(LocalSettings settings) => settings.MailFrom is { } from ? new LocalOptions { MailFrom = from } : new LocalOptions();
}
