namespace Tallystick.Core.Billing;

/// <summary>Something comes to more than can be billed: to <see cref="Values.Exact.Limit"/> or more, or to what no number here holds. It says what, in a sentence for the merchant.</summary>
public sealed class AmountTooLargeException : OverflowException
{
    private const string Bound = "amounts lie below 1,000,000,000,000,000";

    /// <summary>Says so of something that is not known more closely.</summary>
    public AmountTooLargeException()
        : this("An amount of the invoice")
    {
    }

    /// <summary>Says what it is.</summary>
    /// <param name="what">The beginning of the sentence.</param>
    public AmountTooLargeException(string what)
        : base($"{what} is more than can be billed: {Bound}.")
    {
    }

    /// <summary>What was found, where that says what it is; or that it is something.</summary>
    /// <param name="found">How it was found.</param>
    /// <param name="what">The beginning of the sentence, where nothing is known more closely.</param>
    internal static AmountTooLargeException Of(OverflowException found, string what) => found as AmountTooLargeException ?? new AmountTooLargeException(what, found);

    /// <summary>Says what it is.</summary>
    /// <param name="what">The beginning of the sentence.</param>
    /// <param name="cause">How it was found.</param>
    public AmountTooLargeException(string what, Exception? cause)
        : base($"{what} is more than can be billed: {Bound}.", cause)
    {
    }
}
