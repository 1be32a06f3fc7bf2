using Tallystick.Core.Usage;
using Tallystick.Local.Files;
using Tallystick.Local.Groups;

namespace Tallystick.Local.Claims;

/// <summary>
/// The claims in one append-only file, in the order of their making, and all of them in memory. A call is one append, however many claims
/// it makes, and none where it makes none.
/// </summary>
/// <remarks>A database row a claim was the alternative: its index pages are written in random order, ten times the bytes of the
/// claims.</remarks>
internal sealed class PackedClaimStore : IClaimStore, IDisposable
{
    private const int MaxGroup = 64;
    private readonly ClaimIndex index;
    private readonly FrameFile file;
    private readonly FrameBuffer buffer = new();
    private readonly Dictionary<ClaimKey, ClaimOwner> fresh = [];
    private readonly GroupWriter<ClaimCall> writer;

    /// <exception cref="DamagedFileException">Claims that were durable cannot be read.</exception>
    public PackedClaimStore(string path, IDisk disk)
    {
        index = new ClaimIndex(File.Exists(path) ? new FileInfo(path).Length / ClaimBlock.ClaimSize : 0);
        file = FrameFile.Open(path, disk, Load);
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

        if (claims.Count == 0)
        {
            return new([]);
        }

        var call = new ClaimCall(claims);
        writer.Add(call);
        return new(call.Task);
    }

    /// <inheritdoc/>
    public ValueTask<Claim?> FindAsync(EventId id, CancellationToken cancellation) =>
        new(index.TryGet(ClaimKey.Of(id), out var owner) ? owner.ToClaim(id) : null);

    /// <summary>Writes the claims that wait, and closes the file.</summary>
    public void Dispose()
    {
        writer.Dispose();
        file.Dispose();
    }

    private void Load(long offset, ReadOnlyMemory<byte> block)
    {
        for (var rest = block.Span; rest.Length > 0; rest = rest[ClaimBlock.ClaimSize..])
        {
            var (key, owner) = ClaimBlock.Read(rest);
            index.Add(key, owner);
        }
    }

    private void Claim(IReadOnlyList<ClaimCall> calls)
    {
        try
        {
            foreach (var call in calls)
            {
                Decide(call);
            }

            Write();
            foreach (var (key, owner) in fresh)
            {
                index.Add(key, owner);
            }
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

            buffer.Seal(length, file.Length);
        }

        file.Write(buffer);
    }
}
