using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Billing;

public class BillingPeriodTests
{
    private static readonly Instant GraceEnd = Invoices.March.End + Duration.FromHours(1);

    private static readonly SealPosition[] Ends = [new(0, 0, 41), new(0, 1, 7), new(0, 2, -1)];

    private static readonly Dictionary<string, Func<BillingPeriod, Result<BillingPeriod>>> Steps = new()
    {
        ["begin early"] = period => period.Begin(GraceEnd - Duration.Epsilon, GraceEnd, Ends),
        ["begin"] = period => period.Begin(GraceEnd, GraceEnd, Ends),
        ["seal behind"] = period => period.Seal(GraceEnd, [new(0, 0, 41), new(0, 1, 6)]),
        ["seal of another log"] = period => period.Seal(GraceEnd, [new(0, 0, 41), new(1, 1, 7)]),
        ["seal"] = period => period.Seal(GraceEnd, [new(0, 0, 99), new(0, 1, 7)]),
        ["draft"] = period => period.Draft(Id<Invoice>.Of("1"), GraceEnd),
        ["draft another"] = period => period.Draft(Id<Invoice>.Of("2"), GraceEnd),
        ["issue"] = period => period.Issue(GraceEnd),
        ["follow draft"] = period => period.Follow(Invoices.Draft(Invoices.Line(1))),
        ["follow issued"] = period => period.Follow(Invoices.Issued(Invoices.Line(1))),
        ["follow paid"] = period => period.Follow(Invoices.Issued(Invoices.Line(1, 1))),
        ["follow overdue"] = period => period.Follow(Invoices.Issued(Invoices.Line(1)).MarkOverdue(Instant.MaxValue).OrThrow()),
        ["follow void"] = period => period.Follow(Invoices.Draft().Void(GraceEnd).OrThrow()),
        ["follow another"] = period => period.Follow(Invoices.Issued(Invoices.Line(1)) with { Id = Id<Invoice>.Of("2") }),
    };

    [Theory]
    [InlineData("", "begin early", "PERIOD_NOT_OVER")]
    [InlineData("", "begin", "Closing")]
    [InlineData("", "seal", "PERIOD_NOT_CLOSING")]
    [InlineData("", "draft", "PERIOD_NOT_SEALED")]
    [InlineData("", "issue", "PERIOD_NOT_DRAFTED")]
    [InlineData("", "follow void", "INVOICE_NOT_OF_PERIOD")]
    [InlineData("begin", "begin", "Closing")]
    [InlineData("begin", "begin early", "Closing")]
    [InlineData("begin", "seal behind", "CONSUMERS_BEHIND")]
    [InlineData("begin", "seal of another log", "CONSUMERS_BEHIND")]
    [InlineData("begin", "seal", "Sealed")]
    [InlineData("begin", "draft", "PERIOD_NOT_SEALED")]
    [InlineData("begin, seal", "begin", "PERIOD_NOT_OPEN")]
    [InlineData("begin, seal", "seal", "Sealed")]
    [InlineData("begin, seal", "draft", "Drafted")]
    [InlineData("begin, seal", "issue", "PERIOD_NOT_DRAFTED")]
    [InlineData("begin, seal, draft", "seal", "PERIOD_NOT_CLOSING")]
    [InlineData("begin, seal, draft", "draft", "Drafted")]
    [InlineData("begin, seal, draft", "draft another", "PERIOD_NOT_SEALED")]
    [InlineData("begin, seal, draft", "issue", "Issued")]
    [InlineData("begin, seal, draft", "follow draft", "INVOICE_NOT_ISSUED")]
    [InlineData("begin, seal, draft", "follow paid", "PERIOD_NOT_ISSUED")]
    [InlineData("begin, seal, draft", "follow void", "Void")]
    [InlineData("begin, seal, draft", "follow another", "INVOICE_NOT_OF_PERIOD")]
    [InlineData("begin, seal, draft, issue", "draft", "PERIOD_NOT_SEALED")]
    [InlineData("begin, seal, draft, issue", "issue", "Issued")]
    [InlineData("begin, seal, draft, issue", "follow issued", "Issued")]
    [InlineData("begin, seal, draft, issue", "follow paid", "Paid")]
    [InlineData("begin, seal, draft, issue", "follow overdue", "Overdue")]
    [InlineData("begin, seal, draft, issue, follow overdue", "follow paid", "Paid")]
    [InlineData("begin, seal, draft, issue, follow overdue", "follow void", "Void")]
    [InlineData("begin, seal, draft, issue, follow paid", "issue", "PERIOD_NOT_DRAFTED")]
    [InlineData("begin, seal, draft, follow void", "issue", "PERIOD_NOT_DRAFTED")]
    public void A_step_leads_to_a_state_or_a_named_refusal(string given, string when, string then) =>
        Assert.Equal(then, Steps[when](After(given)).TryGet(out var after, out var refusal) ? after.State.ToString() : refusal.Code);

    [Theory]
    [InlineData("", "begin")]
    [InlineData("begin", "seal")]
    [InlineData("begin, seal", "draft")]
    [InlineData("begin, seal, draft", "issue")]
    public void A_repeated_step_changes_nothing(string given, string step)
    {
        var once = Steps[step](After(given)).OrThrow();
        Assert.Same(once, Steps[step](once).OrThrow());
    }

    [Fact]
    public void The_ends_that_were_noted_first_are_the_seal()
    {
        var closing = After("begin").Begin(GraceEnd + Duration.FromHours(1), GraceEnd, [new(0, 0, 1000)]).OrThrow();
        Assert.Equal(Ends, closing.Seal);
    }

    [Fact]
    public void Grace_cannot_end_before_the_period() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => After("").Begin(GraceEnd, Invoices.March.End - Duration.Epsilon, Ends));

    [Theory]
    [InlineData(0, 0, 41, true)]
    [InlineData(0, 0, 42, false)]
    [InlineData(0, 1, 8, false)]
    [InlineData(0, 2, 0, false)]
    [InlineData(0, 3, 0, false)]
    [InlineData(1, 0, 0, false)]
    public void A_seal_covers_what_stands_at_or_below_it(int log, int partition, long sequence, bool covered) =>
        Assert.Equal(covered, After("begin, seal").Covers(new LogPosition(log, partition, sequence, 0)));

    [Fact]
    public void A_period_reads_back_as_it_was_written()
    {
        var period = After("begin, seal, draft, issue");
        var read = Documents.RoundTrip(period);

        Assert.Equal(period with { Seal = read.Seal, Notes = read.Notes, CalledOff = read.CalledOff, Held = read.Held, Unrated = read.Unrated }, read);
        Assert.Equal(Ends, read.Seal);
        Assert.Equal((0, 0, 0, 0), (read.Notes.Count, read.CalledOff.Count, read.Held.Count, read.Unrated.Count));
        Assert.Equal(period.ToBody().ToArray(), read.ToBody().ToArray());
        Assert.Equal(After("").ToBody().ToArray(), Documents.RoundTrip(After("")).ToBody().ToArray());
    }

    private static BillingPeriod After(string steps) =>
        steps.Split(", ", StringSplitOptions.RemoveEmptyEntries).Aggregate(
            new BillingPeriod { SubscriptionId = "sub_1", Index = 2, Period = Invoices.March },
            (period, step) => Steps[step](period).OrThrow());
}
