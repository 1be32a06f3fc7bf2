using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Sessions;

/// <summary>
/// The browsers that act with one API key, and the links by which others may come: one document, so that a link opens one session and no more. Whatever
/// has expired is left out at the next change.
/// </summary>
/// <param name="Sessions">The sessions, oldest first.</param>
/// <param name="Links">The links that nobody has used, oldest first.</param>
public sealed record KeySessions(IReadOnlyList<KeptToken> Sessions, IReadOnlyList<KeptToken> Links)
{
    /// <summary>How long a session lasts: a working day.</summary>
    public static readonly Duration SessionLifetime = Duration.FromHours(12);

    /// <summary>How long a link may be used.</summary>
    public static readonly Duration LinkLifetime = Duration.FromMinutes(10);

    /// <summary>The most sessions, and the most links, of one key: the oldest makes room for one more.</summary>
    public const int Max = 50;

    /// <summary>Nobody.</summary>
    public static KeySessions None { get; } = new([], []);

    /// <summary>The refusal of a link that opens nothing.</summary>
    public static Refusal LinkUsed { get; } = Refusal.Conflict("SIGN_IN_LINK_USED", "This link was used already, or is too old. Ask for another one.");

    /// <summary>With one more session.</summary>
    public KeySessions WithSession(string hash, Instant now) => new(Add(Sessions, hash, now, SessionLifetime), Standing(Links, now));

    /// <summary>With one more link.</summary>
    public KeySessions WithLink(string hash, Instant now) => new(Standing(Sessions, now), Add(Links, hash, now, LinkLifetime));

    /// <summary>With a session in a link's place. Refused: <c>SIGN_IN_LINK_USED</c>, which a link that is too old is, too.</summary>
    public Result<KeySessions> Redeem(string linkHash, string sessionHash, Instant now) =>
        Standing(Links, now).Any(link => link.Hash == linkHash)
            ? (this with { Links = [.. Links.Where(link => link.Hash != linkHash)] }).WithSession(sessionHash, now)
            : LinkUsed;

    /// <summary>Without a session; ending one twice changes nothing.</summary>
    public KeySessions WithoutSession(string hash, Instant now) =>
        new([.. Standing(Sessions, now).Where(session => session.Hash != hash)], Standing(Links, now));

    /// <summary>The session of a token; null where there is none, or no longer.</summary>
    public KeptToken? Find(string hash, Instant now) => Standing(Sessions, now).FirstOrDefault(session => session.Hash == hash);

    private static IReadOnlyList<KeptToken> Standing(IReadOnlyList<KeptToken> tokens, Instant now) => [.. tokens.Where(token => now < token.ExpiresAt)];

    private static IReadOnlyList<KeptToken> Add(IReadOnlyList<KeptToken> tokens, string hash, Instant now, Duration lifetime) =>
        [.. Standing(tokens, now).TakeLast(Max - 1), new KeptToken(hash, now, now + lifetime)];
}
