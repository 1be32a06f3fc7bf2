using Tallystick.Core.Notifications;

namespace Tallystick.Core.Mail;

/// <summary>Of which facts customers can be told by mail. The names are those of <see cref="FactTypes"/>.</summary>
public static class MailTypes
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        FactTypes.InvoiceIssued, FactTypes.InvoicePaid, FactTypes.InvoiceVoided, FactTypes.InvoiceOverdue, FactTypes.InvoiceReminded,
        FactTypes.PaymentSucceeded, FactTypes.PaymentFailed, FactTypes.PaymentActionRequired, FactTypes.RefundSucceeded,
        FactTypes.TopUpRequested, FactTypes.TopUpFailed, FactTypes.AlertWalletLowBalance,
    ];
}
