namespace Tallystick.Tests.EndToEnd.Kit;

/// <summary>The tests that share a process.</summary>
[CollectionDefinition(Name)]
public sealed class SharedHost : ICollectionFixture<HostFixture>
{
    public const string Name = "shared host";
}
