namespace Tallystick.Core.Wallets;

/// <summary>Why money moved.</summary>
public enum JournalKind
{
    /// <summary>A payment came in: funding to available.</summary>
    TopUp,

    /// <summary>A hold was placed: available to held.</summary>
    Hold,

    /// <summary>Usage was paid from a hold: held to spent; and held to available for the rest of a hold that is used up.</summary>
    Post,

    /// <summary>A hold was voided or expired: held to available.</summary>
    Release,

    /// <summary>Usage was paid from the free balance, less what other usage gave back to it: available to spent.</summary>
    Debit,

    /// <summary>An invoice was paid from the free balance: available to spent.</summary>
    InvoicePayment,

    /// <summary>An invoice was called off after a payment: spent to available.</summary>
    InvoiceRefund,

    /// <summary>Usage that was paid for was corrected, or more usage made a period cheaper: spent to available.</summary>
    UsageRefund,

    /// <summary>An invoice or note came to less than nothing: funding to available, for it may take back what was never paid.</summary>
    InvoiceCredit,

    /// <summary>Money of a grant came: funding to available.</summary>
    Grant,

    /// <summary>What was left of a grant's interval goes on into the next one: from lot to lot within available.</summary>
    Rollover,

    /// <summary>What was left of a lot expired: available to expired.</summary>
    Expiry,

    /// <summary>A grant was taken back: available to voided.</summary>
    Void,

    /// <summary>A payment is given back, in full or in part: available to refunding.</summary>
    PaymentRefund,

    /// <summary>The provider gave it back: refunding to refunded.</summary>
    PaymentRefunded,

    /// <summary>The provider could not give it back: refunding, or refunded, to available.</summary>
    PaymentRefundReturned,
}
