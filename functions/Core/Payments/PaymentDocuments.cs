using Tallystick.Core.Storage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;

namespace Tallystick.Core.Payments;

/// <summary>The names of the documents of saved methods and refunds within their account's partition.</summary>
internal static class PaymentDocuments
{
    private const string MethodPrefix = "method:";
    private const string AnyRefund = "refund:";

    internal static string Method(Id<PaymentMethod> id) => $"{MethodPrefix}{id}";

    internal static DocumentRange Methods(string partition) => DocumentRange.WithPrefix(partition, MethodPrefix);

    internal static string Refund(Id<Payment> payment, Id<PaymentRefund> id) => $"{RefundPrefix(payment)}{id}";

    /// <summary>The refunds of a payment.</summary>
    internal static DocumentRange Refunds(string partition, Id<Payment> payment) => DocumentRange.WithPrefix(partition, RefundPrefix(payment));

    /// <summary>The refunds of an account.</summary>
    internal static DocumentRange AllRefunds(string partition) => DocumentRange.WithPrefix(partition, AnyRefund);

    /// <summary>Leads from an idempotency key to its refund. Hashed, since a key may have characters that an id may not.</summary>
    internal static string RefundKey(Id<Payment> payment, string keyHash) => $"refundkey:{payment}:{keyHash}";

    private static string RefundPrefix(Id<Payment> payment) => $"{AnyRefund}{payment}:";
}
