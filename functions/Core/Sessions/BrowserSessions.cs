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
    /// <summary>How long a session lasts: a working day.</summary>
    public static readonly Duration SessionLifetime = Duration.FromHours(12);

    /// <summary>How long a link may be used.</summary>
    public static readonly Duration LinkLifetime = Duration.FromMinutes(10);

    private const string Partition = "sessions";

    private readonly SessionDocuments documents = new(store);

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
        var session = Session(token, now);
        await ChangeAsync(key.Id, standing => standing.WithSession(session), cancellation);
        return new IssuedToken(token, key, session.ExpiresAt);
    }

    /// <summary>Makes a link that signs one browser in with a key.</summary>
    public async ValueTask<IssuedToken> LinkAsync(ApiKey key, Instant now, CancellationToken cancellation)
    {
        var token = BrowserToken.Create(key.Id, secrets);
        var link = new KeptToken(token.Hash(), now, now + LinkLifetime);
        await ChangeAsync(key.Id, standing => standing.WithLink(link), cancellation);
        return new IssuedToken(token, key, link.ExpiresAt);
    }

    /// <summary>Begins a session with a link, which is used up. Refused: <c>SIGN_IN_LINK_USED</c>.</summary>
    public async ValueTask<Result<IssuedToken>> RedeemAsync(string link, Instant now, CancellationToken cancellation)
    {
        if (!BrowserToken.TryParse(link, out var used) || await keys.FindAsync(used.Key, cancellation) is not { } key)
        {
            return KeptSessions.LinkUsed;
        }

        var token = BrowserToken.Create(key.Id, secrets);
        var session = Session(token, now);
        var changed = await ChangeAsync(key.Id, standing => standing.Redeem(used.Hash(), _ => session, now), cancellation);
        return changed.Then(_ => new IssuedToken(token, key, session.ExpiresAt));
    }

    /// <summary>Who holds a token; null where its session, or its key, is over.</summary>
    public async ValueTask<OpenedSession?> FindAsync(string? token, Instant now, CancellationToken cancellation) =>
        BrowserToken.TryParse(token, out var presented)
        && (await documents.ReadAsync(Partition, presented.Key.ToString(), cancellation)).Value.Find(presented.Hash(), now) is { } session
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

    private static KeptToken Session(BrowserToken token, Instant now) => new(token.Hash(), now, now + SessionLifetime);

    private ValueTask<Result<KeptSessions>> ChangeAsync(Id<ApiKey> key, Func<KeptSessions, Result<KeptSessions>> change, CancellationToken cancellation) =>
        documents.ChangeAsync(Partition, key.ToString(), change, cancellation);
}
