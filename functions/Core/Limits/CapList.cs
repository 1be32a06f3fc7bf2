using Tallystick.Core.Values;

namespace Tallystick.Core.Limits;

/// <summary>
/// The caps of one customer, or those of a merchant's plans and of all its customers: one document each, so that a reservation reads two, however many there are.
/// </summary>
/// <param name="Caps">The caps, oldest first; at most <see cref="Max"/>.</param>
internal sealed record CapList(IReadOnlyList<Cap> Caps)
{
    /// <summary>How many caps one document has.</summary>
    internal const int Max = 50;

    /// <summary>How many of them a customer sets: there is always room for the merchant's.</summary>
    internal const int MaxOfCustomer = 10;

    /// <summary>The id of the document.</summary>
    internal const string DocumentId = "caps";

    /// <summary>No caps.</summary>
    internal static CapList None { get; } = new([]);

    /// <summary>With one more. Refused: <c>TOO_MANY_CAPS</c>.</summary>
    internal Result<CapList> Add(Cap cap) =>
        Caps.Count >= Max ? Refusal.Conflict("TOO_MANY_CAPS", $"There are {Max} caps of a customer, or of a merchant's plans, already.")
        : cap.SetBy == LimitOwner.Customer && Caps.Count(other => other.SetBy == LimitOwner.Customer) >= MaxOfCustomer
            ? Refusal.Conflict("TOO_MANY_CAPS", $"A customer sets at most {MaxOfCustomer} caps.")
        : new CapList([.. Caps, cap]);

    /// <summary>One by id; null where there is none.</summary>
    internal Cap? Find(Id<Cap> id) => Caps.FirstOrDefault(cap => cap.Id == id);

    /// <summary>With another version of one.</summary>
    internal CapList With(Cap changed) => new([.. Caps.Select(cap => cap.Id == changed.Id ? changed : cap)]);

    /// <summary>Without one.</summary>
    internal CapList Without(Id<Cap> id) => new([.. Caps.Where(cap => cap.Id != id)]);
}
