using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>A tenant's test clocks; test mode only.</summary>
public sealed class TestClocks(IDocumentStore store, IIdSource ids)
{
    /// <summary>Makes a clock. Refused: <c>LIVE_MODE</c>.</summary>
    public async ValueTask<Result<TestClock>> CreateAsync(
        Tenant tenant, string? name, Instant currentTime, Instant now, CancellationToken cancellation)
    {
        if (tenant.Mode != Mode.Test)
        {
            return new Refusal(RefusalKind.Forbidden, "LIVE_MODE", "Test clocks exist in test mode only: use a key sk_test_….");
        }

        var clock = new TestClock(ids.Next<TestClock>(), name, currentTime, now);
        await store.CommitAsync(CustomerPartition.Of(tenant), [DocumentWrite.Create(clock.Id.ToString(), clock.ToBody())], cancellation);
        return clock;
    }

    /// <summary>A clock by id.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">Its id; a text that cannot be one names no clock.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="field">The field that named it, where a body did.</param>
    public async ValueTask<Result<TestClock>> GetAsync(Tenant tenant, string id, CancellationToken cancellation, string? field = null) =>
        Id<TestClock>.TryParse(id, out var parsed)
        && await store.ReadAsync<TestClock>(CustomerPartition.Of(tenant), parsed.ToString(), cancellation) is { } found
            ? found.Value
            : Refusal.NotFound("TEST_CLOCK", id, field);

    /// <summary>The clocks, newest first.</summary>
    public ValueTask<Page<TestClock>> PageAsync(Tenant tenant, PageRequest page, CancellationToken cancellation) =>
        store.PageAsync<TestClock>(DocumentRange.WithPrefix(CustomerPartition.Of(tenant), TestClock.IdPrefix + "_"), page, cancellation);
}
