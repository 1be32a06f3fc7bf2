namespace Tallystick.Local.Claims;

/// <summary>All durable claims, in memory: about 70 bytes each. Thread-safe.</summary>
/// <remarks>In many small tables, so that one that grows holds up nobody for long.</remarks>
internal sealed class ClaimIndex
{
    private const int Tables = 256;
    private readonly Dictionary<ClaimKey, ClaimOwner>[] tables;

    /// <param name="expected">About how many claims will be added soon.</param>
    public ClaimIndex(long expected)
    {
        var capacity = (int)Math.Min(expected / Tables * 21 / 20, int.MaxValue / 2);
        tables = new Dictionary<ClaimKey, ClaimOwner>[Tables];
        for (var i = 0; i < Tables; i++)
        {
            tables[i] = new Dictionary<ClaimKey, ClaimOwner>(capacity);
        }
    }

    /// <summary>What stands on an identity; false where nothing does.</summary>
    public bool TryGet(ClaimKey key, out ClaimOwner owner)
    {
        var table = TableOf(key);
        lock (table)
        {
            return table.TryGetValue(key, out owner);
        }
    }

    /// <summary>Adds a claim; nothing stands on its identity.</summary>
    public void Add(ClaimKey key, ClaimOwner owner)
    {
        var table = TableOf(key);
        lock (table)
        {
            table.Add(key, owner);
        }
    }

    /// <summary>Frees an identity.</summary>
    public void Remove(ClaimKey key)
    {
        var table = TableOf(key);
        lock (table)
        {
            table.Remove(key);
        }
    }

    // The tables hash by a seed of their own, so sharing these bits does not crowd their slots.
    private Dictionary<ClaimKey, ClaimOwner> TableOf(ClaimKey key) => tables[key.Low % Tables];
}
