namespace Tallystick.Core.Usage;

/// <summary>Tells several, one after the other.</summary>
/// <param name="all">Who is told.</param>
public sealed class CountedUsages(params IReadOnlyList<ICountedUsage> all) : ICountedUsage
{
    /// <inheritdoc/>
    public async Task CountedAsync(IReadOnlyList<CountedAccount> accounts, CancellationToken cancellation)
    {
        foreach (var one in all)
        {
            await one.CountedAsync(accounts, cancellation);
        }
    }
}
