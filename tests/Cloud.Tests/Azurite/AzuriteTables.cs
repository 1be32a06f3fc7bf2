using Azure.Data.Tables;

namespace Tallystick.Tests.Cloud.Tests.Azurite;

/// <summary>The table service of Azurite.</summary>
public sealed class AzuriteTables() : AzuriteService("table")
{
    private int tables;

    /// <summary>A table of its own, empty.</summary>
    public TableClient NewTable(TableClientOptions? options = null)
    {
        var name = $"claims{Interlocked.Increment(ref tables)}";
        Client(name, null).CreateIfNotExistsAsync().GetAwaiter().GetResult();
        return Client(name, options);
    }

    /// <summary>A table that another client made.</summary>
    public TableClient Client(string name, TableClientOptions? options) => new(Endpoint, name, new TableSharedKeyCredential(Account, Key), options);
}
