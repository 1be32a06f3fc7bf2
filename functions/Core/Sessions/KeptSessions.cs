using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Sessions;

/// <summary>
/// The browsers that act with one API key, or for one customer, and the links by which others may come: one document, so that a link opens one session and no
/// more. Whatever has expired is left out at the next change.
/// </summary>
/// <param name="Sessions">The sessions, oldest first.</param>
/// <param name="Links">The links that nobody has used, oldest first.</param>
public sealed record KeptSessions(IReadOnlyList<KeptToken> Sessions, IReadOnlyList<KeptToken> Links)
{
    /// <summary>The most sessions, and the most links, of one document: the oldest makes room for one more.</summary>
    public const int Max = 50;

    /// <summary>Nobody.</summary>
    public static KeptSessions None { get; } = new([], []);

    /// <summary>The refusal of a link that opens nothing.</summary>
    public static Refusal LinkUsed { get; } = Refusal.Conflict("SIGN_IN_LINK_USED", "This link was used already, or is too old. Ask for another one.");

    /// <summary>With one more session.</summary>
    public KeptSessions WithSession(KeptToken session) => new(Add(Sessions, session), Standing(Links, session.CreatedAt));

    /// <summary>With one more link.</summary>
    public KeptSessions WithLink(KeptToken link) => new(Standing(Sessions, link.CreatedAt), Add(Links, link));

    /// <summary>With a session in a link's place. Refused: <c>SIGN_IN_LINK_USED</c>, which a link that is too old is, too.</summary>
    /// <param name="linkHash">The hash of the link's token.</param>
    /// <param name="open">Makes the session of the link.</param>
    /// <param name="now">When.</param>
    public Result<KeptSessions> Redeem(string linkHash, Func<KeptToken, KeptToken> open, Instant now) =>
        Standing(Links, now).FirstOrDefault(link => link.Hash == linkHash) is { } used
            ? (this with { Links = [.. Links.Where(link => link.Hash != linkHash)] }).WithSession(open(used))
            : LinkUsed;

    /// <summary>Without a session; ending one twice changes nothing.</summary>
    public KeptSessions WithoutSession(string hash, Instant now) =>
        new([.. Standing(Sessions, now).Where(session => session.Hash != hash)], Standing(Links, now));

    /// <summary>Without the sessions and the links that are revoked.</summary>
    public KeptSessions Without(Func<KeptToken, bool> isRevoked, Instant now) =>
        new([.. Standing(Sessions, now).Where(session => !isRevoked(session))], [.. Standing(Links, now).Where(link => !isRevoked(link))]);

    /// <summary>The session of a token; null where there is none, or no longer.</summary>
    public KeptToken? Find(string hash, Instant now) => Standing(Sessions, now).FirstOrDefault(session => session.Hash == hash);

    private static IReadOnlyList<KeptToken> Standing(IReadOnlyList<KeptToken> tokens, Instant now) => [.. tokens.Where(token => now < token.ExpiresAt)];

    private static IReadOnlyList<KeptToken> Add(IReadOnlyList<KeptToken> tokens, KeptToken added) =>
        [.. Standing(tokens, added.CreatedAt).TakeLast(Max - 1), added];
}
