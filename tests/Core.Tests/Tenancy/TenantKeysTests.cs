using NodaTime;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Tenancy;

public sealed class TenantKeysTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 1, 0, 0);

    [Fact]
    public void Two_keys_of_the_same_scopes_work_at_once_and_a_third_must_wait()
    {
        var keys = new TenantKeys([]).Add(Key("1", Scope.Read)).OrThrow().Add(Key("2", Scope.Read)).OrThrow();
        Assert.False(keys.Add(Key("3", Scope.Read)).TryGet(out _, out var refused));
        Assert.Equal("TOO_MANY_KEYS", refused.Code);
        keys = keys.Add(Key("4", Scope.Ingest, Scope.Read)).OrThrow();
        Assert.Equal(4, keys.Revoke(Id<ApiKey>.Of("1"), Now).OrThrow().Add(Key("3", Scope.Read)).OrThrow().Keys.Count);
    }

    [Fact]
    public void Revoking_again_changes_nothing()
    {
        var once = new TenantKeys([Key("1", Scope.Read)]).Revoke(Id<ApiKey>.Of("1"), Now).OrThrow();
        var twice = once.Revoke(Id<ApiKey>.Of("1"), Now + Duration.FromDays(1)).OrThrow();
        Assert.Equal(Now, twice.Keys.Single().RevokedAt);
        Assert.False(once.Revoke(Id<ApiKey>.Of("9"), Now).TryGet(out _, out _));
    }

    [Fact]
    public void Of_the_revoked_keys_only_the_last_are_remembered()
    {
        var keys = new TenantKeys([Key("stays", Scope.Admin)]);
        for (var i = 0; i < 60; i++)
        {
            keys = keys.Add(Key($"{i}", Scope.Read)).OrThrow().Revoke(Id<ApiKey>.Of($"{i}"), Now).OrThrow();
        }

        Assert.Equal(1 + TenantKeys.MaxRevoked, keys.Keys.Count);
        Assert.Equal(["key_stays", "key_10"], keys.Keys.Take(2).Select(key => key.Id.ToString()));
    }

    [Theory]
    [InlineData(Scope.Ingest, Scope.Ingest, true)]
    [InlineData(Scope.Ingest, Scope.Read, false)]
    [InlineData(Scope.Read, Scope.Admin, false)]
    [InlineData(Scope.Admin, Scope.Ingest, true)]
    [InlineData(Scope.Admin, Scope.Read, true)]
    public void Admin_holds_the_other_scopes(Scope has, Scope asked, bool allowed) => Assert.Equal(allowed, Key("1", has).Allows(asked));

    private static ApiKey Key(string name, params Scope[] scopes) => new()
    {
        Id = Id<ApiKey>.Of(name),
        Tenant = "org_1",
        Name = name,
        Scopes = scopes,
        Hash = "",
        LastFour = "",
        CreatedAt = Now,
    };
}
