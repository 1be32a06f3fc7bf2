namespace Tallystick.Cloud;

/// <summary>Where a service is, and how the app signs in to it.</summary>
/// <param name="Value">Its address, for an app that signs in by its identity; or a connection string, which has a key: for emulators.</param>
/// <param name="IsConnectionString">Which of both.</param>
public sealed record ServiceAccess(string Value, bool IsConnectionString)
{
    /// <summary>By identity at an address.</summary>
    public static ServiceAccess At(string address) => new(address, IsConnectionString: false);

    /// <summary>By connection string.</summary>
    public static ServiceAccess By(string connectionString) => new(connectionString, IsConnectionString: true);

    /// <summary>Without what may be secret.</summary>
    public override string ToString() => IsConnectionString ? "(a connection string)" : Value;
}
