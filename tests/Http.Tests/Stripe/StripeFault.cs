namespace Tallystick.Tests.Http.Tests.Stripe;

/// <summary>What goes wrong with a request.</summary>
/// <param name="Status">What is answered in place of doing it; null for doing it and cutting the connection.</param>
/// <param name="Type">The kind of error that is answered.</param>
/// <param name="Code">Its code.</param>
/// <param name="Silent">True for doing nothing, and never answering.</param>
internal sealed record StripeFault(int? Status = null, string Type = "api_error", string Code = "", bool Silent = false);
