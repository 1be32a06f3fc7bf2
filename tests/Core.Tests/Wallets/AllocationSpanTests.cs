using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Billing;

namespace Tallystick.Tests.Core.Tests.Wallets;

public class AllocationSpanTests
{
    /// <summary>Phases are written day, kind (paid, trial, off for a pause) and the allocations of their version; spans name, from, until, pauses.</summary>
    [Theory]
    [InlineData("0paid:a", null, "a[0..)")]
    [InlineData("0paid:a", 9, "a[0..9)")]
    [InlineData("0trial:a 5paid:a", null, "a[0..)")]
    [InlineData("0paid:ab 5paid:b", null, "a[0..5) b[0..)")]
    [InlineData("0paid:a 5paid:b 7paid:a", null, "a[0..)-[5..7) b[5..7)")]
    [InlineData("0paid:A 5paid:b 7paid:A", null, "A[0..)-[5..7) b[5..7)")]
    [InlineData("0paid:a 5paid:b 6off:b 7paid:a", null, "a[0..)-[5..7) b[5..6)")]
    [InlineData("0paid:a 5off:a", null, "a[0..5)")]
    [InlineData("0paid:a 5off:a 8paid:a", null, "a[0..)-[5..8)")]
    [InlineData("0paid:a 5off:a 8paid:a 9off:a", 12, "a[0..9)-[5..8)")]
    [InlineData("0paid:a 5off:a 8paid:b", null, "a[0..5) b[8..)")]
    [InlineData("0paid:", null, "")]
    [InlineData("0paid:a", 0, "a[0..0)")]
    public void An_allocation_lasts_from_the_first_version_that_has_it_to_the_last_and_rests_in_between(string phases, int? end, string expected)
    {
        var parts = phases.Split(' ').Select(PhaseOf).ToList();
        var spans = AllocationSpan.Of(parts, end is { } day ? Day(day) : Instant.MaxValue);

        Assert.Equal(expected, string.Join(' ', spans.Select(Text).Order(StringComparer.Ordinal)));
    }

    private static Instant Day(int day) => Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromDays(day);

    private static string Text(AllocationSpan span) =>
        $"{span.Allocation.Name}[{DayOf(span.From)}..{DayOf(span.Until)}){string.Concat(span.Pauses.Select(pause => $"-[{DayOf(pause.Start)}..{DayOf(pause.End)})"))}";

    private static string DayOf(Instant? day) => day is { } at ? $"{(at - Day(0)).Days}" : "";

    private static BilledPhase PhaseOf(string text)
    {
        var (head, names) = (text.Split(':')[0], text.Split(':')[1]);
        var kind = head[1..] switch { "off" => PhaseKind.Paused, "trial" => PhaseKind.Trial, _ => PhaseKind.Paid };
        var phase = BilledPhases.Of(Day(head[0] - '0'), BillingCadence.Month, kind: kind);
        var allocations = names.Select(name => new CreditAllocation { Name = $"{name}", Amount = 1, Interval = char.IsLower(name) ? BillingCadence.Month : null });
        return phase with { Version = phase.Version with { Terms = phase.Version.Terms with { CreditAllocations = new ValueList<CreditAllocation>(allocations) } } };
    }
}
