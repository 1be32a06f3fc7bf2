using Tallystick.DevHost.Hosting;

var host = await TallyHost.StartAsync(new HostSettings { DataDirectory = args[0] }, TimeProvider.System, default);
Console.WriteLine(host.BaseUrl);
await host.WaitForShutdownAsync();
await host.DisposeAsync();
return 0;
