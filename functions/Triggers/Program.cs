using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Tallystick.Local;
using Tallystick.Triggers;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
if (!TriggerSettings.TryRead(builder.Configuration, out var settings, out var problem))
{
    await Console.Error.WriteLineAsync(problem);
    return 1;
}

await using var data = LocalBackend.Open(settings.DataDirectory, new LocalOptions(), TimeProvider.System);
builder.Services.AddTally(settings, data);
using var host = builder.Build();
await host.RunAsync();
return 0;
