using NodaTime;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Core.Customers;

/// <summary>Moves test clocks. Apart from <see cref="TestClocks"/>, which the listeners themselves ask for the time.</summary>
public sealed class TestClockMover(IDocumentStore store, IEnumerable<IClockAdvanced> listeners)
{
    /// <summary>Moves a clock forward, and waits until what has become due is done. Refused: <c>CLOCK_GOES_FORWARD</c>, <c>TEST_CLOCK_NOT_FOUND</c>.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">The clock.</param>
    /// <param name="move">The new time, of the time that it shows.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<Result<TestClock>> MoveAsync(Tenant tenant, Id<TestClock> id, Func<Instant, Instant> move, CancellationToken cancellation)
    {
        while (true)
        {
            if (await store.ReadAsync<TestClock>(CustomerPartition.Of(tenant), id.ToString(), cancellation) is not { } read)
            {
                return Refusal.NotFound("TEST_CLOCK", id.ToString());
            }

            if (!read.Value.MoveTo(move(read.Value.CurrentTime)).TryGet(out var moved, out var refused))
            {
                return refused;
            }

            if (await store.CommitAsync(CustomerPartition.Of(tenant), [(read with { Value = moved }).ToWrite(id.ToString())], cancellation))
            {
                foreach (var listener in listeners)
                {
                    await listener.AdvancedAsync(tenant, moved, cancellation);
                }

                return moved;
            }
        }
    }
}
