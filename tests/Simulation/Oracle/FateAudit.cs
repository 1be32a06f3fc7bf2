using Tallystick.Core.Usage;
using Tallystick.Tests.Simulation.Nodes;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Every event in the log is counted, a duplicate, a conflict or rejected: exactly as its deliveries say, and the look-up says so.</summary>
internal sealed class FateAudit(Action<string, string> fail, Services services)
{
    private const string Law = "EVERY_EVENT_HAS_ITS_FATE";

    /// <summary>Looks every event up.</summary>
    internal async Task CheckAsync(NaiveBook book)
    {
        foreach (var (id, expected) in book.Fates)
        {
            var any = expected.Counted ?? expected.Others[0].Delivery;
            if (await services.Fates.FindAsync(any.Account.Tenant, id, default) is not { } fate)
            {
                fail(Law, $"{any} is not found");
                continue;
            }

            Check(book, any, expected, fate);
        }
    }

    private void Check(NaiveBook book, LoggedEvent any, ExpectedFate expected, EventFate fate)
    {
        var status = expected.Counted is null ? EventStatus.Rejected : EventStatus.Counted;
        var position = expected.Counted?.Position ?? expected.Others[^1].Delivery.Position;
        if (fate.Status != status || fate.Delivery.Position != position)
        {
            fail(Law, $"{any.Body} is {fate.Status} at {fate.Delivery.Position}, and should be {status} at {position}");
        }

        if (expected.Counted is null)
        {
            CheckReason(book, expected.Others[^1].Delivery, expected.Others[^1].Reason, fate.Rejection?.Code);
        }

        var others = expected.Others.Where(other => other.Delivery.Position != position).Select(other => $"{other.Delivery.Position} {other.Kind}");
        var found = fate.Others.Select(other => $"{other.Position} {other.Kind}");
        if (!others.Order(StringComparer.Ordinal).SequenceEqual(found.Order(StringComparer.Ordinal)))
        {
            fail(Law, $"{any.Body} has the other deliveries {string.Join(", ", found)}, and should have {string.Join(", ", others)}");
        }
    }

    // Whoever replays asks the definitions again, and what they say by now is kept.
    private void CheckReason(NaiveBook book, LoggedEvent rejected, string? reason, string? found)
    {
        if (found != reason && found != book.RejectionByNow(rejected))
        {
            fail(Law, $"{rejected.Body} is rejected for {found}, and should be for {reason}");
        }
    }
}
