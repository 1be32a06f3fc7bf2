using System.Diagnostics;
using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.Durability;

/// <summary>A place for data that can be made full at any moment.</summary>
internal abstract class SmallDisk : IDisposable
{
    /// <summary>The directory for the data.</summary>
    public abstract string Path { get; }

    /// <summary>How the product is started there.</summary>
    public virtual ProcessStartInfo Command => StartCommand.On(Path);

    /// <summary>Leaves no space.</summary>
    public abstract Task FillAsync(TallyProcess process);

    /// <summary>Makes space again.</summary>
    public abstract Task FreeAsync(TallyProcess process);

    public abstract void Dispose();
}
