using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Tallystick.Triggers;
using Tallystick.Triggers.Settings;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
if (!TriggerSettings.TryRead(builder.Configuration, out var settings, out var problem))
{
    await Console.Error.WriteLineAsync(problem);
    return 1;
}

var start = new BackendStart(TimeProvider.System);
var (opened, failure) = await start.OpenAsync(cancellation => TriggerBackend.OpenAsync(settings, TimeProvider.System, cancellation), CancellationToken.None);
if (opened is null)
{
    await Console.Error.WriteLineAsync(failure);
    return 1;
}

await using var backend = opened;
builder.Services.AddTally(settings, backend).AddTallyTelemetry(builder.Configuration);
using var host = builder.Build();
await host.RunAsync();
return 0;
