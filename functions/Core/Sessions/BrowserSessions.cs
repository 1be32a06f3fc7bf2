using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Sessions;

/// <summary>Signs people in who have an API key that reads, or a link made with one, and out again.</summary>
/// <remarks>
/// A session is its key in a browser: it reads and writes what the key may, and ends when the key is revoked, within
/// <see cref="ApiKeyDirectory.Staleness"/>. Partition <c>sessions</c> has a document for each key.
/// </remarks>
public sealed class BrowserSessions(IDocumentStore store, ApiKeyDirectory keys, ISecretSource secrets)
{
    private const string Partition = "sessions";

    /// <summary>Begins a session with an API key. Refused: <c>UNKNOWN_API_KEY</c>, <c>MISSING_SCOPE</c>.</summary>
    public async ValueTask<Result<IssuedToken>> SignInAsync(string apiKey, Instant now, CancellationToken cancellation)
    {
        if (await keys.FindAsync(apiKey, cancellation) is not { } key)
        {
            return Refusal.Invalid("apiKey", "This is no API key that works.", "UNKNOWN_API_KEY");
        }

        if (!key.Allows(Scope.Read))
        {
            return Refusal.Invalid("apiKey", "This key may report usage and nothing else: a key with scope read or admin is needed.", "MISSING_SCOPE");
        }

        var token = BrowserToken.Create(key.Id, secrets);
        await ChangeAsync(key.Id, standing => standing.WithSession(token.Hash(), now), cancellation);
        return new IssuedToken(token, key, now + KeySessions.SessionLifetime);
    }

    /// <summary>Makes a link that signs one browser in with a key.</summary>
    public async ValueTask<IssuedToken> LinkAsync(ApiKey key, Instant now, CancellationToken cancellation)
    {
        var token = BrowserToken.Create(key.Id, secrets);
        await ChangeAsync(key.Id, standing => standing.WithLink(token.Hash(), now), cancellation);
        return new IssuedToken(token, key, now + KeySessions.LinkLifetime);
    }

    /// <summary>Begins a session with a link, which is used up. Refused: <c>SIGN_IN_LINK_USED</c>.</summary>
    public async ValueTask<Result<IssuedToken>> RedeemAsync(string link, Instant now, CancellationToken cancellation)
    {
        if (!BrowserToken.TryParse(link, out var used) || await keys.FindAsync(used.Key, cancellation) is not { } key)
        {
            return KeySessions.LinkUsed;
        }

        var token = BrowserToken.Create(key.Id, secrets);
        var changed = await ChangeAsync(key.Id, standing => standing.Redeem(used.Hash(), token.Hash(), now), cancellation);
        return changed.Then(_ => new IssuedToken(token, key, now + KeySessions.SessionLifetime));
    }

    /// <summary>Who holds a token; null where its session, or its key, is over.</summary>
    public async ValueTask<OpenedSession?> FindAsync(string? token, Instant now, CancellationToken cancellation) =>
        BrowserToken.TryParse(token, out var presented)
        && (await ReadAsync(presented.Key, cancellation)).Value.Find(presented.Hash(), now) is { } session
        && await keys.FindAsync(presented.Key, cancellation) is { } key
            ? new OpenedSession(key, session.ExpiresAt)
            : null;

    /// <summary>Ends a session; one that is over already stays so.</summary>
    public async ValueTask SignOutAsync(string? token, Instant now, CancellationToken cancellation)
    {
        if (await FindAsync(token, now, cancellation) is { } open && BrowserToken.TryParse(token, out var presented))
        {
            await ChangeAsync(open.Key.Id, standing => standing.WithoutSession(presented.Hash(), now), cancellation);
        }
    }

    private async ValueTask<Versioned<KeySessions>> ReadAsync(Id<ApiKey> key, CancellationToken cancellation) =>
        await store.ReadAsync<KeySessions>(Partition, key.ToString(), cancellation) ?? new(KeySessions.None, null);

    private async ValueTask<Result<KeySessions>> ChangeAsync(
        Id<ApiKey> key, Func<KeySessions, Result<KeySessions>> change, CancellationToken cancellation)
    {
        while (true)
        {
            var standing = await ReadAsync(key, cancellation);
            if (!change(standing.Value).TryGet(out var changed, out var refused))
            {
                return refused;
            }

            if (await store.CommitAsync(Partition, [new Versioned<KeySessions>(changed, standing.ETag).ToWrite(key.ToString())], cancellation))
            {
                return changed;
            }
        }
    }
}
