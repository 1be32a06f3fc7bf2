using Tallystick.Core.Values;

namespace Tallystick.Http.Errors;

/// <summary>
/// Carries a refusal out of the binding of a request, which has no other way to answer. Only this layer throws and catches it: the domain
/// returns its refusals.
/// </summary>
internal sealed class RefusalException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}
