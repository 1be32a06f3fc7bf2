using Tallystick.Tests.EndToEnd.Kit;

namespace Tallystick.Tests.EndToEnd.Durability;

/// <summary>A request of a client: what it says never changes, however often it is sent.</summary>
/// <param name="Number">Which, from 0.</param>
/// <param name="Events">The events.</param>
internal sealed record Batch(int Number, IReadOnlyList<Batch.Event> Events)
{
    /// <summary>The ids that the first answer gave to the events; null before it.</summary>
    public string? Receipt { get; set; }

    public StringContent ToContent(string metric) => Json.Of(new
    {
        events = Events.Select(item => new
        {
            idempotencyKey = item.Key,
            customerId = item.Customer,
            timestamp = item.At,
            properties = new[] { new { billableMetricId = metric, quantity = item.Quantity } },
        }),
    });

    /// <summary>Usage of one customer.</summary>
    internal sealed record Event(string Key, string Customer, DateTimeOffset At, int Quantity);
}
