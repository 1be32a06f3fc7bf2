using System.CommandLine;
using Tallystick.DevHost.Hosting;

namespace Tallystick.DevHost.Commands;

/// <summary>Where the data is.</summary>
internal sealed class DataOption : Option<string>
{
    /// <param name="isMade">True where the command makes the directory if there is none.</param>
    internal DataOption(bool isMade)
        : base("--data")
    {
        Description = isMade ? "The data directory; made where there is none." : "The data directory.";
        HelpName = "DIR";
        DefaultValueFactory = _ => HostSettings.DefaultDirectory;
        Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is "" or null)
            {
                result.AddError("--data takes the path of a directory.");
            }
        });
    }
}
