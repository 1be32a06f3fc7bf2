using NodaTime;
using Tallystick.Core.Usage;
using Tallystick.Local.Files;
using Tallystick.Local.Groups;

namespace Tallystick.Local.Claims;

/// <summary>
/// The claims in append-only files, in the order of their making, and where they stand in memory. A call is one append, however many claims
/// it makes, and none where it makes none. They are forgotten a file at a time; see <see cref="ClaimFiles"/>.
/// </summary>
/// <remarks>A database row a claim was the alternative: its index pages are written in random order, ten times the bytes of the
/// claims.</remarks>
internal sealed class PackedClaimStore : IClaimStore, IDisposable
{
    private const int MaxGroup = 64;

    // A group of such calls behind a file that is nearly full is still within the bounds of a location.
    private const int MaxCall = 50_000;
    private readonly ClaimIndex index;
    private readonly ClaimFiles files;
    private readonly FrameBuffer buffer = new();
    private readonly Dictionary<ClaimKey, ClaimOwner> fresh = [];
    private readonly GroupWriter<ClaimCall> writer;

    /// <exception cref="DamagedFileException">Claims that were durable cannot be read.</exception>
    public PackedClaimStore(string directory, IDisk disk, TimeProvider time, KnownEnds ends)
    {
        index = new ClaimIndex(ClaimFiles.SizeOf(directory) / ClaimBlock.ClaimSize, location => files!.Read(location));
        files = new ClaimFiles(directory, disk, time, ends, index);
        writer = new GroupWriter<ClaimCall>("claims", MaxGroup, Claim);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Claim>> ClaimAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        for (var i = 0; i < claims.Count; i++)
        {
            LogBounds.Check(claims[i].Owner);
        }

        return claims.Count switch
        {
            0 => new([]),
            <= MaxCall => ClaimAsync(claims),
            _ => ClaimInPartsAsync(claims),
        };
    }

    /// <inheritdoc/>
    public ValueTask<Claim?> FindAsync(EventId id, CancellationToken cancellation) =>
        new(index.TryGet(ClaimKey.Of(id), out var owner) ? owner.ToClaim(id) : null);

    /// <inheritdoc/>
    public async ValueTask<int> PurgeAsync(Instant before, CancellationToken cancellation)
    {
        var expired = before.ToUnixTimeMilliseconds();
        var closing = new ClaimCall([]) { Expired = expired };
        writer.Add(closing);
        await closing.Task.WaitAsync(cancellation);
        var purged = 0;
        try
        {
            while (purged == 0 && files.TryForget(expired, Forget))
            {
                cancellation.ThrowIfCancellationRequested();
            }

            return purged;

            void Forget(ClaimKey key, ClaimLocation location)
            {
                index.Remove(key, location);
                purged++;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.ToUnavailable("Old claims cannot be purged", failure);
        }
    }

    /// <summary>Writes the claims that wait, and closes the file.</summary>
    public void Dispose()
    {
        writer.Dispose();
        files.Dispose();
    }

    private async ValueTask<IReadOnlyList<Claim>> ClaimInPartsAsync(IReadOnlyList<Claim> claims)
    {
        var standing = new List<Claim>(claims.Count);
        foreach (var part in claims.Chunk(MaxCall))
        {
            standing.AddRange(await ClaimAsync(part));
        }

        return standing;
    }

    private ValueTask<IReadOnlyList<Claim>> ClaimAsync(IReadOnlyList<Claim> claims)
    {
        var call = new ClaimCall(claims);
        writer.Add(call);
        return new(call.Task);
    }

    private void Claim(IReadOnlyList<ClaimCall> calls)
    {
        try
        {
            foreach (var call in calls)
            {
                Decide(call);
            }

            Roll(calls);
            Write();
        }
        finally
        {
            fresh.Clear();
            buffer.Clear();
        }

        foreach (var call in calls)
        {
            call.TrySetResult(call.Answer);
        }
    }

    private void Roll(IReadOnlyList<ClaimCall> calls)
    {
        var expired = calls.Max(call => call.Expired);
        try
        {
            if (fresh.Count > 0 || expired is not null)
            {
                files.Roll(expired);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DiskFailure.ToUnavailable("The claims cannot begin a new file", failure);
        }
    }

    private void Decide(ClaimCall call)
    {
        for (var i = 0; i < call.Answer.Length; i++)
        {
            var claim = call.Claims[i];
            var key = ClaimKey.Of(claim.Event);
            if (index.TryGet(key, out var owner) || fresh.TryGetValue(key, out owner))
            {
                call.Answer[i] = owner.ToClaim(claim.Event);
            }
            else
            {
                fresh.Add(key, ClaimOwner.Of(claim));
                call.Answer[i] = claim;
            }
        }
    }

    private void Write()
    {
        if (fresh.Count == 0)
        {
            return;
        }

        using var claims = fresh.GetEnumerator();
        for (var left = fresh.Count; left > 0; left -= ClaimBlock.MaxClaims)
        {
            var length = Math.Min(left, ClaimBlock.MaxClaims) * ClaimBlock.ClaimSize;
            var body = buffer.Add(length);
            while (body.Length > 0 && claims.MoveNext())
            {
                var (key, owner) = claims.Current;
                ClaimBlock.Write(body, key, owner);
                body = body[ClaimBlock.ClaimSize..];
            }

            buffer.Seal(length, files.Length);
        }

        files.Write(buffer, index.Add);
    }
}
