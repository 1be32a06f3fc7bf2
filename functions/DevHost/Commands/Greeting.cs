using Tallystick.DevHost.Demo;
using Tallystick.DevHost.Hosting;

namespace Tallystick.DevHost.Commands;

/// <summary>What a server says when it is up.</summary>
internal static class Greeting
{
    internal static void Write(TextWriter output, TallyHost host, string directory, DemoFile? demo, Uri? signIn)
    {
        var there = directory == HostSettings.DefaultDirectory ? "" : $" --data {directory}";
        output.WriteLine($"Tallystick serves {host.BaseUrl}");
        output.WriteLine($"  data          {Path.GetFullPath(directory)}");
        output.WriteLine($"  operator key  {host.OperatorKey.Key}");
        if (demo is not null)
        {
            output.WriteLine($"  demo API key  {demo.ApiKey}");
        }

        output.WriteLine();
        output.WriteLine("Try next:");
        output.WriteLine(signIn is null ? $"  open {host.BaseUrl}dashboard/" : $"  open {signIn}");
        output.WriteLine($"  open {host.BaseUrl}docs");
        if (demo is not null)
        {
            output.WriteLine($"  curl -H 'Authorization: Bearer {demo.ApiKey}' '{host.BaseUrl}v2/invoices'");
        }
        else
        {
            output.WriteLine($"  ./tally merchants create 'My company'{there}");
        }

        output.WriteLine($"  ./tally load --events 20000{there}");
        output.WriteLine("Ctrl-C stops.");
        output.Flush();
    }
}
