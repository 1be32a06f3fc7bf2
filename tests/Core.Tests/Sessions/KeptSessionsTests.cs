using NodaTime;
using Tallystick.Core.Sessions;

namespace Tallystick.Tests.Core.Tests.Sessions;

public sealed class KeptSessionsTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly Duration Lifetime = Duration.FromHours(1);
    private static readonly Duration Moment = Duration.Epsilon;

    [Fact]
    public void A_session_stands_up_to_its_end_and_not_at_it()
    {
        var open = KeptSessions.None.WithSession(Token("a", Now));

        Assert.NotNull(open.Find("a", Now + Lifetime - Moment));
        Assert.Null(open.Find("a", Now + Lifetime));
        Assert.Null(open.Find("b", Now));
    }

    [Fact]
    public void A_link_opens_one_session_and_no_more()
    {
        var linked = KeptSessions.None.WithLink(Token("link", Now));

        var first = linked.Redeem("link", _ => Token("a", Now), Now).OrThrow();

        Assert.NotNull(first.Find("a", Now));
        Assert.Empty(first.Links);
        Assert.False(first.Redeem("link", _ => Token("b", Now), Now).TryGet(out _, out var refused));
        Assert.Equal("SIGN_IN_LINK_USED", refused.Code);
    }

    [Fact]
    public void A_link_can_be_used_up_to_its_end_and_not_at_it()
    {
        var linked = KeptSessions.None.WithLink(Token("link", Now));

        Assert.True(linked.Redeem("link", _ => Token("a", Now), Now + Lifetime - Moment).TryGet(out _, out _));
        Assert.False(linked.Redeem("link", _ => Token("a", Now), Now + Lifetime).TryGet(out _, out _));
    }

    [Fact]
    public void A_link_is_no_session_and_a_session_no_link()
    {
        Assert.Null(KeptSessions.None.WithLink(Token("a", Now)).Find("a", Now));
        Assert.False(KeptSessions.None.WithSession(Token("a", Now)).Redeem("a", _ => Token("b", Now), Now).TryGet(out _, out _));
    }

    [Fact]
    public void Ending_a_session_leaves_the_others()
    {
        var open = KeptSessions.None.WithSession(Token("a", Now)).WithSession(Token("b", Now)).WithLink(Token("link", Now)).WithoutSession("a", Now);

        Assert.Null(open.Find("a", Now));
        Assert.NotNull(open.Find("b", Now));
        Assert.Single(open.Links);
        Assert.Equal(open.Sessions, open.WithoutSession("a", Now).Sessions);
    }

    [Fact]
    public void The_document_stays_small_however_often_somebody_signs_in()
    {
        var open = KeptSessions.None;
        for (var i = 0; i < KeptSessions.Max + 10; i++)
        {
            open = open.WithSession(Token($"{i}", Now)).WithLink(Token($"link {i}", Now));
        }

        Assert.Equal((KeptSessions.Max, KeptSessions.Max), (open.Sessions.Count, open.Links.Count));
        Assert.Null(open.Find("9", Now));
        Assert.NotNull(open.Find("10", Now));
    }

    [Fact]
    public void What_has_expired_is_forgotten_at_the_next_change()
    {
        var later = Now + Lifetime;
        var open = KeptSessions.None.WithSession(Token("a", Now)).WithLink(Token("link", Now)).WithSession(Token("b", later));

        Assert.Equal("b", Assert.Single(open.Sessions).Hash);
        Assert.Empty(open.Links);
    }

    [Fact]
    public void What_is_revoked_opens_nothing_and_the_rest_stays()
    {
        var open = KeptSessions.None.WithSession(Token("a", Now)).WithSession(Token("b", Now)).WithLink(Token("a link", Now)).WithLink(Token("link", Now));

        var left = open.Without(token => token.Hash.StartsWith('a'), Now);

        Assert.Equal(("b", "link"), (Assert.Single(left.Sessions).Hash, Assert.Single(left.Links).Hash));
    }

    private static KeptToken Token(string hash, Instant now) => new(hash, now, now + Lifetime);
}
