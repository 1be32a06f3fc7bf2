using NodaTime;

namespace Tallystick.Core.Commands;

/// <summary>Something to be done by a worker.</summary>
/// <param name="Kind">Which worker: a name such as <c>close-period</c>; 1 to 128 characters.</param>
/// <param name="Session">Commands of one session and kind are done one after the other, in the order of their sending; 1 to 128 characters.</param>
/// <param name="Id">Tells commands apart: a command whose id is waiting already is not sent again; 1 to 128 characters.</param>
/// <param name="Body">What the worker needs to know, as JSON.</param>
/// <param name="NotBefore">When it may be done at the earliest, by the queue's clock; null for at once.</param>
public sealed record Command(string Kind, string Session, string Id, string Body, Instant? NotBefore = null);
