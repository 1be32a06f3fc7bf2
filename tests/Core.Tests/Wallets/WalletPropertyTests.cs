using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Storage;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using static Tallystick.Tests.Core.Tests.Wallets.Sample;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>Laws under random sequences of commands.</summary>
public class WalletPropertyTests
{
    [Fact]
    public void Every_command_keeps_the_books_in_balance()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var run = new Run(seed);
            for (var step = 0; step < 60; step++)
            {
                run.Step();
                run.AssertBalanced($"seed {seed}, step {step}");
            }

            run.AssertJournalled($"seed {seed}");
        }
    }

    [Fact]
    public void The_batch_size_does_not_matter_to_what_is_paid()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var run = new Run(seed);
            for (var step = 0; step < 20; step++)
            {
                run.Step();
            }

            var charges = run.NextCharges(20);
            var whole = WalletFold.Apply(run.Passed(run.State), charges, run.Now);
            var single = run.State;
            List<ChargeOutcome> outcomes = [];
            foreach (var charge in charges)
            {
                var folded = WalletFold.Apply(run.Passed(single), [charge], run.Now);
                outcomes.AddRange(folded.Outcomes);
                single = folded.State;
            }

            Assert.True(whole.Outcomes.SequenceEqual(outcomes), $"seed {seed}");
            Assert.True(run.Passed(whole.State).Wallet with { JournalLength = 0 } == run.Passed(single).Wallet with { JournalLength = 0 }, $"seed {seed}");
        }
    }

    private sealed class Run(int seed)
    {
        private readonly Random random = new(seed);
        private readonly List<JournalEntry> journal = [];
        private decimal toppedUp;
        private decimal charged;
        private decimal invoiced;
        private int grants;
        private long sequence;

        public Instant Now { get; private set; } = Noon;

        public WalletState State { get; private set; } = new(Wallet.Empty(Usd), new Dictionary<Id<Hold>, Hold>());

        public void Step()
        {
            switch (random.Next(9))
            {
                case 0:
                    var amount = Amount() + 0.000000001m;
                    Take(WalletDecisions.TopUp(State.Wallet, Usd, amount, PaymentId, Noon));
                    toppedUp += amount;
                    break;
                case 1:
                    Take(WalletDecisions.Place(State.Wallet, Usd, HoldOf(Amount(), random.Next(1, 4), State.Holds.Count + 1), Noon));
                    break;
                case 2 when AnyHold() is { } hold:
                    Take(WalletDecisions.Release(State.Wallet, hold, Noon));
                    break;
                case 3 when AnyHold() is { } hold:
                    Take(WalletDecisions.Expire(State.Wallet, hold, hold.ExpiresAt + Duration.FromHours(random.Next(-1, 1))));
                    break;
                case 4:
                    var spent = State.Wallet.Spent;
                    Take(WalletDecisions.PayInvoice(State.Wallet, "inv_1", Amount(), Noon));
                    invoiced += State.Wallet.Spent - spent;
                    break;
                case 5:
                    Take(WalletTime.Pass(State.Wallet, Now));
                    Take(WalletDecisions.Grant(State.Wallet, AnyGrant(), Now));
                    break;
                case 6:
                    Now += Duration.FromMinutes(random.Next(3000));
                    Take(WalletTime.Pass(State.Wallet, Now));
                    break;
                case 7 when State.Wallet.Lots.Count > 0:
                    Take(WalletDecisions.Void(State.Wallet, State.Wallet.Lots[random.Next(State.Wallet.Lots.Count)].Id.Grant, Now));
                    break;
                default:
                    var charges = NextCharges(random.Next(1, 5));
                    var folded = WalletFold.Apply(State, charges, Noon);
                    charged += charges.Sum(charge => charge.Amount);
                    State = folded.State;
                    journal.AddRange(folded.Entries);
                    break;
            }
        }

        /// <summary>What a decision finds: what time did is done before it.</summary>
        public WalletState Passed(WalletState state) => state with { Wallet = WalletTime.At(state.Wallet, Now) };

        public IReadOnlyList<UsageCharge> NextCharges(int count) =>
        [
            .. Enumerable.Range(0, count).Select(_ => random.Next(3) == 0 ? null : AnyHold()).Select(hold =>
                new UsageCharge(new LogPosition(0, random.Next(2), ++sequence, 0), hold?.Id, Amount())
                {
                    Uses = hold is null ? default : new([new HoldUse(hold.Items[0].MetricId, random.Next(-1, 4) / 4m)]),
                }),
        ];

        public void AssertBalanced(string when)
        {
            var wallet = State.Wallet;
            Assert.True(wallet.Funded == wallet.Available + wallet.Held + wallet.Spent + wallet.Expired + wallet.Voided + wallet.Refunding + wallet.Refunded, when);
            Assert.True(wallet.Purse.Balance >= 0 && wallet.Held >= 0 && wallet.Lots.All(lot => lot is { Remaining: >= 0, Held: >= 0 }), when);
            Assert.True(wallet.Funded == toppedUp - journal.Where(entry => entry.Kind == JournalKind.Grant).Sum(entry => entry.ChangeOf(JournalAccount.Funding)), when);
            Assert.All(wallet.Lots, lot => Assert.True(lot.Held == State.Holds.Values.SelectMany(hold => hold.Shares).Where(share => share.Lot == lot.Id).Sum(share => share.Amount), when));
            Assert.True(State.Holds.Values.All(hold => hold.Shares.Count == 0 || hold.Shares.Sum(share => share.Amount) == hold.Remaining), when);
            Assert.True(wallet.Spent + wallet.Owed == charged + invoiced, when);
            Assert.True(wallet.Held == State.Holds.Values.Sum(hold => hold.Remaining), when);
            Assert.True(Reserved(wallet.Reserved) == Reserved(State.Holds.Values.SelectMany(hold => hold.Reserved)), when);
            Assert.All(State.Holds.Values, hold => Assert.True(
                hold.Reserved.Count == 0 || (hold.Status == HoldStatus.Open && hold.Reserved.Sum(entry => entry.Amount) <= hold.Amount), when));
            Assert.All(State.Holds.Values, hold => Assert.True(
                hold.Posted + hold.Released <= hold.Amount && (hold.Status == HoldStatus.Open || hold.Remaining == 0) && hold.UsedCount <= hold.MaxUses, when));
        }

        private static (decimal Quantity, decimal Amount) Reserved(IEnumerable<ReservedUsage> entries) =>
            entries.Aggregate((0m, 0m), (sum, entry) => (sum.Item1 + entry.Quantity, sum.Item2 + entry.Amount));

        // The journal as it is stored leads to the wallet as it is stored, but for what moves no money.
        public void AssertJournalled(string when)
        {
            var wallet = State.Wallet;
            Assert.All(journal, entry => Assert.True(entry.Postings.Sum(posting => posting.Amount) == 0 && entry.Postings.Count > 1, when));
            var read = journal.Select(entry => new StoredDocument(entry.Id, "1", entry.ToBody()).As<JournalEntry>());
            var folded = read.Aggregate(Wallet.Empty(Usd), (before, entry) => before.Apply(entry));
            var stored = new StoredDocument("wallet", "1", wallet.ToBody()).As<Wallet>();
            Assert.True(stored == folded.WithFactsOf(wallet), when);
        }

        private Grant AnyGrant()
        {
            var grant = Grants.Of(Amount() + 0.01m, $"g{++grants}", priority: random.Next(99, 102)) with
            {
                EffectiveAt = Now + Duration.FromMinutes(random.Next(2) * random.Next(3000)),
                CreatedAt = Now,
            };
            return random.Next(3) switch
            {
                0 => grant,
                1 => grant with { ExpiresAt = grant.EffectiveAt + Duration.FromMinutes(random.Next(1, 3000)) },
                _ => grant with { Recurrence = new() { Interval = BillingCadence.Day, TimeZone = "UTC", RolloverMinimum = random.Next(3), RolloverMaximum = random.Next(3, 9) } },
            };
        }

        private decimal Amount() => random.Next(0, 2_000) / 100m + random.Next(0, 10) / 1_000_000_000m;

        private Hold? AnyHold() => State.Holds.Count == 0 ? null : State.Holds.Values.ElementAt(random.Next(State.Holds.Count));

        private void Take(Result<WalletChange> result)
        {
            if (!result.TryGet(out var change, out _))
            {
                return;
            }

            var holds = new Dictionary<Id<Hold>, Hold>(State.Holds);
            if (change.Hold is { } hold)
            {
                holds[hold.Id] = hold;
            }

            State = new WalletState(change.Wallet, holds);
            journal.AddRange(change.Entries);
        }
    }
}
