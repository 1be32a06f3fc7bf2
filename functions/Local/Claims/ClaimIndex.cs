using System.Security.Cryptography;

namespace Tallystick.Local.Claims;

/// <summary>Where all durable claims stand, in memory: 9.5 to 11 bytes each. Thread-safe.</summary>
/// <remarks>
/// The claims themselves are in their files. One that is looked for and is not there is told without a look at a file but for one time in hundreds,
/// where 32 bits of its hash are those of another; one that is there costs a read of its 54 bytes.
/// In many small tables, so that one that grows holds up nobody for long.
/// </remarks>
internal sealed class ClaimIndex
{
    /// <summary>The number of tables, as a power of 2.</summary>
    public const int TableBits = 12;
    private readonly ClaimTable[] tables;
    private readonly Func<ClaimLocation, (ClaimKey Key, ClaimOwner Owner)> read;

    // Of the process, because merchants choose the keys that are hashed.
    private readonly ulong seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    /// <param name="expected">About how many claims will be added soon.</param>
    /// <param name="read">Reads a claim.</param>
    public ClaimIndex(long expected, Func<ClaimLocation, (ClaimKey Key, ClaimOwner Owner)> read)
    {
        this.read = read;

        // With unlike room, so that the tables do not all grow at one time: what they grow out of is garbage for a while.
        const int Count = 1 << TableBits;
        tables = [.. Enumerable.Range(0, Count).Select(table => new ClaimTable((int)Math.Min(expected / Count * (102 + (13 * table / Count)) / 100, int.MaxValue / 2)))];
    }

    /// <summary>What stands on an identity; false where nothing does.</summary>
    public bool TryGet(ClaimKey key, out ClaimOwner owner)
    {
        var (number, hash) = Find(key);
        var table = tables[number];
        lock (table)
        {
            // Read under the lock: a claim's file is not closed before the claim is removed.
            for (var slot = -1; table.TryNext(hash, ref slot, out var location);)
            {
                (var found, owner) = read(location);
                if (found == key)
                {
                    return true;
                }
            }
        }

        owner = default;
        return false;
    }

    /// <summary>Adds a claim that is durable; nothing stands on its identity.</summary>
    public void Add(ClaimKey key, ClaimLocation location)
    {
        var (table, hash) = Find(key);
        Add(table, [ClaimTable.EntryOf(hash, location)]);
    }

    /// <summary>Adds claims to one of the tables.</summary>
    /// <param name="table">The table that <see cref="Find"/> tells.</param>
    /// <param name="entries">As <see cref="ClaimTable.EntryOf"/> makes them.</param>
    public void Add(int table, ReadOnlySpan<ulong> entries)
    {
        lock (tables[table])
        {
            tables[table].Add(entries);
        }
    }

    /// <summary>Frees an identity.</summary>
    public void Remove(ClaimKey key, ClaimLocation location)
    {
        var (table, hash) = Find(key);
        lock (tables[table])
        {
            tables[table].Remove(hash, location);
        }
    }

    /// <summary>The number of the table that a claim belongs to, and the hash that it has there.</summary>
    public (int Table, uint Hash) Find(ClaimKey key)
    {
        var hash = unchecked((key.Low ^ seed) * 0x9E3779B97F4A7C15 ^ key.High);
        hash = unchecked((hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93);
        return ((int)(hash >> (64 - TableBits)), (uint)(hash >> (64 - TableBits - ClaimTable.HashBits)) & ((1 << ClaimTable.HashBits) - 1));
    }
}
