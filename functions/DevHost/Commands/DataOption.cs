using System.CommandLine;
using Tallystick.DevHost.Hosting;

namespace Tallystick.DevHost.Commands;

/// <summary>Where the data is.</summary>
internal sealed class DataOption : Option<string>
{
    internal DataOption()
        : base("--data")
    {
        Description = "The data directory; made where there is none.";
        HelpName = "DIR";
        DefaultValueFactory = _ => HostSettings.DefaultDirectory;
    }
}
