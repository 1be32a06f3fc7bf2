namespace Tallystick.Core.Taxes;

/// <summary>How a customer is taxed.</summary>
public enum TaxTreatment
{
    /// <summary>By the rates that apply.</summary>
    Standard,

    /// <summary>Not at all: a charity or an authority, for example.</summary>
    Exempt,

    /// <summary>The customer accounts for the tax (Article 196 of Directive 2006/112/EC): the invoice has none and says so, as Article 226 (11a) has it.</summary>
    ReverseCharge,
}
