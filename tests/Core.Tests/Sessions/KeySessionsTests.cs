using NodaTime;
using Tallystick.Core.Sessions;

namespace Tallystick.Tests.Core.Tests.Sessions;

public sealed class KeySessionsTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 1, 12, 0);
    private static readonly Duration Moment = Duration.Epsilon;

    [Fact]
    public void A_session_stands_up_to_its_end_and_not_at_it()
    {
        var open = KeySessions.None.WithSession("a", Now);

        Assert.NotNull(open.Find("a", Now + KeySessions.SessionLifetime - Moment));
        Assert.Null(open.Find("a", Now + KeySessions.SessionLifetime));
        Assert.Null(open.Find("b", Now));
    }

    [Fact]
    public void A_link_opens_one_session_and_no_more()
    {
        var linked = KeySessions.None.WithLink("link", Now);

        var first = linked.Redeem("link", "a", Now).OrThrow();

        Assert.NotNull(first.Find("a", Now));
        Assert.Empty(first.Links);
        Assert.False(first.Redeem("link", "b", Now).TryGet(out _, out var refused));
        Assert.Equal("SIGN_IN_LINK_USED", refused.Code);
    }

    [Fact]
    public void A_link_can_be_used_up_to_its_end_and_not_at_it()
    {
        var linked = KeySessions.None.WithLink("link", Now);

        Assert.True(linked.Redeem("link", "a", Now + KeySessions.LinkLifetime - Moment).TryGet(out _, out _));
        Assert.False(linked.Redeem("link", "a", Now + KeySessions.LinkLifetime).TryGet(out _, out _));
    }

    [Fact]
    public void A_link_is_no_session_and_a_session_no_link()
    {
        Assert.Null(KeySessions.None.WithLink("a", Now).Find("a", Now));
        Assert.False(KeySessions.None.WithSession("a", Now).Redeem("a", "b", Now).TryGet(out _, out _));
    }

    [Fact]
    public void Ending_a_session_leaves_the_others()
    {
        var open = KeySessions.None.WithSession("a", Now).WithSession("b", Now).WithLink("link", Now).WithoutSession("a", Now);

        Assert.Null(open.Find("a", Now));
        Assert.NotNull(open.Find("b", Now));
        Assert.Single(open.Links);
        Assert.Equal(open.Sessions, open.WithoutSession("a", Now).Sessions);
    }

    [Fact]
    public void The_document_stays_small_however_often_somebody_signs_in()
    {
        var open = KeySessions.None;
        for (var i = 0; i < KeySessions.Max + 10; i++)
        {
            open = open.WithSession($"{i}", Now).WithLink($"link {i}", Now);
        }

        Assert.Equal((KeySessions.Max, KeySessions.Max), (open.Sessions.Count, open.Links.Count));
        Assert.Null(open.Find("9", Now));
        Assert.NotNull(open.Find("10", Now));
    }

    [Fact]
    public void What_has_expired_is_forgotten_at_the_next_change()
    {
        var later = Now + KeySessions.SessionLifetime;
        var open = KeySessions.None.WithSession("a", Now).WithLink("link", Now).WithSession("b", later);

        Assert.Equal("b", Assert.Single(open.Sessions).Hash);
        Assert.Empty(open.Links);
    }
}
