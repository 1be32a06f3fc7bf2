namespace Tallystick.Local.Claims;

/// <summary>
/// Locations of claims by 20 bits of a hash, 8 bytes each, by open addressing (linear probing, without tombstones). Claims whose bits are the same
/// stand beside each other: who looks one up must look at the claims. For one thread at a time.
/// </summary>
internal sealed class ClaimTable
{
    /// <summary>How many bits of a hash tell claims apart.</summary>
    public const int HashBits = 64 - ClaimLocation.Bits;

    private const int MinSlots = 8;
    private const int Ahead = 32;

    // Of 100 slots 85 are taken at most, and 74 at least: 9.5 to 11 bytes a claim.
    private const double MaxLoad = 0.85;
    private const double Growth = 1.15;
    private ulong[] slots;
    private int count;

    /// <param name="expected">How many claims will be added soon.</param>
    public ClaimTable(int expected) => slots = GC.AllocateArray<ulong>(Math.Max(MinSlots, (int)(expected / MaxLoad) + 1), pinned: true);

    /// <summary>A location under a hash, as the table keeps it.</summary>
    public static ulong EntryOf(uint hash, ClaimLocation location) => ((ulong)hash << ClaimLocation.Bits) | location.ToBits();

    /// <summary>Adds locations.</summary>
    /// <param name="entries">The locations, each with its hash; see <see cref="EntryOf"/>.</param>
    public void Add(ReadOnlySpan<ulong> entries)
    {
        while (!entries.IsEmpty)
        {
            var some = entries[..Math.Min(Ahead, entries.Length)];
            Fetch(some);
            foreach (var entry in some)
            {
                if (count >= (int)(slots.Length * MaxLoad))
                {
                    Grow();
                }

                Insert(entry);
                count++;
            }

            entries = entries[some.Length..];
        }
    }

    /// <summary>The next location under a hash.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="slot">Where to go on; -1 to begin.</param>
    /// <param name="location">The location.</param>
    /// <returns>False where there is none any more.</returns>
    public bool TryNext(uint hash, ref int slot, out ClaimLocation location)
    {
        slot = slot < 0 ? HomeOf(hash) : After(slot);
        for (; slots[slot] != 0; slot = After(slot))
        {
            if (HashOf(slots[slot]) == hash)
            {
                location = ClaimLocation.Of(slots[slot] & ((1UL << ClaimLocation.Bits) - 1));
                return true;
            }
        }

        location = default;
        return false;
    }

    /// <summary>Takes a location out; those behind it move up, so that none is cut off from its home.</summary>
    public void Remove(uint hash, ClaimLocation location)
    {
        var gap = -1;
        do
        {
            if (!TryNext(hash, ref gap, out var found))
            {
                return;
            }

            if (found == location)
            {
                break;
            }
        }
        while (true);

        for (var slot = After(gap); slots[slot] != 0; slot = After(slot))
        {
            var home = HomeOf(HashOf(slots[slot]));
            var mayMove = gap <= slot ? home <= gap || home > slot : home <= gap && home > slot;
            if (mayMove)
            {
                slots[gap] = slots[slot];
                gap = slot;
            }
        }

        slots[gap] = 0;
        count--;
    }

    private static uint HashOf(ulong entry) => (uint)(entry >> ClaimLocation.Bits);

    private int HomeOf(uint hash) => (int)((ulong)hash * (uint)slots.Length >> HashBits);

    private int After(int slot) => slot + 1 == slots.Length ? 0 : slot + 1;

    /// <summary>
    /// Reads where entries are at home. These reads do not wait for each other, as those of inserting do: half of the time of loading many claims was
    /// spent in waiting for memory.
    /// </summary>
    private void Fetch(ReadOnlySpan<ulong> entries)
    {
        Span<ulong> fetched = stackalloc ulong[Ahead];
        for (var i = 0; i < entries.Length; i++)
        {
            fetched[i] = slots[HomeOf(HashOf(entries[i]))];
        }
    }

    private void Insert(ulong entry)
    {
        var slot = HomeOf(HashOf(entry));
        while (slots[slot] != 0)
        {
            slot = After(slot);
        }

        slots[slot] = entry;
    }

    private void Grow()
    {
        var old = slots;
        slots = GC.AllocateArray<ulong>(Math.Max(old.Length + MinSlots, (int)(old.Length * Growth)), pinned: true);
        foreach (var entry in old)
        {
            if (entry != 0)
            {
                Insert(entry);
            }
        }
    }
}
