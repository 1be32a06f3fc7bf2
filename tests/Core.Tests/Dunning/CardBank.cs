using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Core.Tests.Wallets;

namespace Tallystick.Tests.Core.Tests.Dunning;

/// <summary>A provider that charges saved methods as it is told, each payment once, and whose answers may be lost after it has.</summary>
internal sealed class CardBank : ToldProvider
{
    private readonly Random? random;

    /// <param name="random">Loses every fifth answer or so; null for none.</param>
    public CardBank(Random? random = null) => this.random = random;

    /// <summary>What becomes of the next charges; then they succeed.</summary>
    public Queue<PaymentIntent> Next { get; } = new();

    /// <summary>What became of each payment.</summary>
    public Dictionary<Id<Payment>, PaymentIntent> Made { get; } = [];

    /// <summary>What was taken in all.</summary>
    public decimal Taken { get; private set; }

    public static PaymentIntent Declined(string code = "card_declined") => new("pi", null, PaymentStatus.Failed) { FailureCode = code };

    /// <summary>What was awaited has come.</summary>
    public void Settle(Payment payment, PaymentStatus status)
    {
        Made[payment.Id] = Made[payment.Id] with { Status = status };
        Taken += status == PaymentStatus.Succeeded ? payment.Amount : 0;
    }

    public override ValueTask<PaymentIntent> AskAsync(Tenant tenant, Payment payment, CancellationToken cancellation)
    {
        lock (Made)
        {
            return AnswerOnce(payment);
        }
    }

    private ValueTask<PaymentIntent> AnswerOnce(Payment payment)
    {
        Asked.Add(payment.Id);
        if (!Made.TryGetValue(payment.Id, out var made))
        {
            made = payment.Charge?.Method is null ? new PaymentIntent($"page-{payment.Id}", "https://pay.example/", PaymentStatus.Pending)
                : Next.TryDequeue(out var told) ? told with { Reference = $"pi-{payment.Id}" }
                : new PaymentIntent($"pi-{payment.Id}", null, PaymentStatus.Succeeded);
            Made[payment.Id] = made;
            Taken += made.Status == PaymentStatus.Succeeded ? payment.Amount : 0;
        }

        if (random?.Next(5) == 0)
        {
            throw new StoreUnavailableException("The answer is lost.");
        }

        return Answer(made);
    }
}
