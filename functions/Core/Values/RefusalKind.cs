namespace Tallystick.Core.Values;

/// <summary>What sort of no a <see cref="Refusal"/> is; hosts map it to a status code.</summary>
public enum RefusalKind
{
    /// <summary>The request breaks a rule of its form (400).</summary>
    Invalid,

    /// <summary>No valid credentials (401).</summary>
    Unauthenticated,

    /// <summary>Not enough money, or a cap is reached (402).</summary>
    PaymentRequired,

    /// <summary>The caller may not do this (403).</summary>
    Forbidden,

    /// <summary>There is no such thing for this caller (404).</summary>
    NotFound,

    /// <summary>The thing's state does not allow it (409).</summary>
    Conflict,

    /// <summary>The thing was changed since the caller read it (412).</summary>
    PreconditionFailed,

    /// <summary>The request is larger than is taken (413).</summary>
    TooLarge,

    /// <summary>The body is of a type that is not taken (415).</summary>
    UnsupportedMediaType,

    /// <summary>Well-formed, and contradicts something earlier (422).</summary>
    Unprocessable,

    /// <summary>Right, and not possible at this moment: try again (503).</summary>
    Unavailable,
}
